namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>A write, flush or read of the log failed; clients get error 56. The message names the partition and the operation.</summary>
internal sealed class BrokerStorageException : IOException
{
    public BrokerStorageException() { }

    public BrokerStorageException(string message)
        : base(message) { }

    public BrokerStorageException(string message, Exception inner)
        : base(message, inner) { }
}

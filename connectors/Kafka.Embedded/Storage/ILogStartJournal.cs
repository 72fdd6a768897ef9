namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Keeps log starts where they survive the files they were read from: in the control log.</summary>
internal interface ILogStartJournal
{
    /// <summary>The move is written and flushed when this returns. Must not wait for anything that needs this partition.</summary>
    void LogStartMoved(Guid topicId, int partition, long offset);
}

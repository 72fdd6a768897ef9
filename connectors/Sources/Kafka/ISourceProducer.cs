namespace NbaPipeline.Sources;

/// <summary>A transactional producer. One transaction at a time, used by one thread.</summary>
public interface ISourceProducer : IDisposable
{
    /// <summary>Starts a transaction.</summary>
    void Begin();

    /// <summary>Hands one record to the running transaction; waits while the send buffer is full.</summary>
    void Produce(in SourceRecord record);

    /// <summary>Waits until the broker has every record of the transaction and tells where each touched partition ends now.</summary>
    IReadOnlyList<PartitionEnd> Flush();

    /// <summary>Commits; when it returns, everything produced since <see cref="Begin"/> is visible, all of it or, on an exception, none or
    /// all (an outcome not known is settled by the next <see cref="ISourceBroker.OpenProducer"/> with the same id).</summary>
    void Commit();

    /// <summary>Drops everything produced since <see cref="Begin"/>.</summary>
    void Abort();
}

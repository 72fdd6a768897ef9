namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Something with work for the disk that the <see cref="Flusher"/> does.</summary>
internal interface IFlushable
{
    /// <summary>Belongs to the flusher.</summary>
    FlushTicket Ticket { get; }

    /// <summary>Does all work that is due. Never called by two threads at a time.</summary>
    void RunDue();
}

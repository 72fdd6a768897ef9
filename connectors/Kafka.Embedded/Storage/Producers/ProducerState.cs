namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>What a partition knows of one producer id.</summary>
internal sealed class ProducerState(long producerId, short epoch)
{
    // A field: the window is changed in place.
    public BatchWindow Window;

    public long ProducerId => producerId;

    public short Epoch { get; private set; } = epoch;

    /// <summary>First offset of its open transaction here; -1 without one.</summary>
    public long TransactionFirstOffset { get; set; } = -1;

    /// <summary>Wall clock of the last use; after a start, of the start: idle times count anew.</summary>
    public long LastUsedMs { get; set; }

    /// <summary>A new epoch numbers its batches from 0 again.</summary>
    public void SetEpoch(short value)
    {
        if (value != Epoch)
        {
            Window.Clear();
            Epoch = value;
        }
    }
}

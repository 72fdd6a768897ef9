using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>
/// What a fetch of one partition will return, as places in files: nothing is read before the answer is written (spec section 3.6). Holds the files open until
/// it is disposed.
/// </summary>
internal sealed class ReadPlan : IDisposable
{
    public ErrorCode Error { get; init; }

    /// <summary>High watermark, last stable offset and log start belong to one moment; all -1 with an error.</summary>
    public long HighWatermark { get; init; } = -1;

    public long LastStableOffset { get; init; } = -1;

    public long LogStart { get; init; } = -1;

    /// <summary>Sum of the regions' lengths; whole batches.</summary>
    public int LengthBytes { get; init; }

    /// <summary>The offset after the last batch planned; the asked offset if there is none.</summary>
    public long NextOffset { get; init; } = -1;

    public IReadOnlyList<FileRegion> Regions { get; init; } = [];

    /// <summary>Null for read_uncommitted.</summary>
    public IReadOnlyList<AbortedTransaction>? Aborted { get; init; }

    public void Dispose()
    {
        foreach (var region in Regions)
        {
            region.Dispose();
        }
    }
}

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>How the control log writes. The sizes are parameters for tests only.</summary>
internal sealed record ControlLogOptions
{
    public FlushPolicy Policy { get; init; } = FlushPolicy.Interval;

    /// <summary>A file that has reached this size is followed by a snapshot and a new file.</summary>
    public long MaxFileBytes { get; init; } = 16L << 20;

    /// <summary>Entries waiting to be written; one more is refused. Every waiting entry is a request, so this bounds nothing in normal running.</summary>
    public int MaxWaiting { get; init; } = 65_536;

    /// <summary>
    /// Writes on the caller's thread instead of a writer thread: a fixed order of file operations, for tests that stop at the k-th of them.
    /// </summary>
    public bool WriteOnCaller { get; init; }
}

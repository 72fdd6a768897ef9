namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>One round of flushing a partition: what was dirty when it began.</summary>
internal readonly record struct FlushWork(
    long End,
    long AppendedBytes,
    bool FlushDirectory,
    List<(Segment Segment, long LengthBytes)> Dirty
)
{
    /// <summary>Oldest segment first, the directory last: then nothing acknowledged depends on a file that a power failure could take.</summary>
    /// <exception cref="IOException">Nothing of this round counts as flushed.</exception>
    public void Run(LogEnvironment environment, string directory)
    {
        foreach (var (segment, _) in Dirty)
        {
            // Not sealed, hence pinned: the handle that the data was written with is open, and sees the errors of its writes.
            segment.File.Handle!.Flush();
        }
        if (FlushDirectory)
        {
            environment.Files.FlushDirectory(directory);
        }
    }

    public void MarkDone()
    {
        foreach (var (segment, lengthBytes) in Dirty)
        {
            segment.FlushedBytes = Math.Max(segment.FlushedBytes, lengthBytes);
        }
    }
}

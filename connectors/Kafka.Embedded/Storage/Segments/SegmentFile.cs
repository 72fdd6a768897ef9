namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>One <c>.log</c> file, opened when it is needed. Its fields belong to <see cref="OpenFiles"/>.</summary>
internal sealed class SegmentFile
{
    public SegmentFile(string path)
    {
        Path = path;
        Idle = new LinkedListNode<SegmentFile>(this);
    }

    /// <summary>Relative to the data directory; changes when the file is renamed.</summary>
    public string Path { get; set; }

    public IBrokerFile? Handle { get; set; }

    public int Leases { get; set; }

    /// <summary>No new lease is given; the handle is closed with the last one.</summary>
    public bool IsRemoved { get; set; }

    public LinkedListNode<SegmentFile> Idle { get; }
}

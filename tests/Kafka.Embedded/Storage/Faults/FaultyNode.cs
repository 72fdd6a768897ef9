namespace NbaPipeline.Kafka.Embedded.Tests.Storage.Faults;

/// <summary>A file's bytes as the process sees them, as the disk has them, and which pages differ.</summary>
internal sealed class FaultyNode
{
    private const int PageBytes = 4096;
    private readonly HashSet<long> _dirtyPages = [];
    private byte[] _durable = [];

    public byte[] Content { get; private set; } = [];

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }
        SetLength(Math.Max(Content.Length, position + bytes.Length));
        bytes.CopyTo(Content.AsSpan((int)position));
        for (var page = position / PageBytes; page <= (position + bytes.Length - 1) / PageBytes; page++)
        {
            _dirtyPages.Add(page);
        }
    }

    public void SetLength(long length)
    {
        var content = Content;
        Array.Resize(ref content, (int)length);
        Content = content;
    }

    public void Flush()
    {
        _durable = [.. Content];
        _dirtyPages.Clear();
    }

    /// <summary>The machine is off: of what was not flushed any pages are kept, and a new length or the old one.</summary>
    public void PowerFail(Random random)
    {
        var length = random.Next(2) == 0 ? Content.Length : _durable.Length;
        var kept = new byte[length];
        _durable.AsSpan(0, Math.Min(length, _durable.Length)).CopyTo(kept);
        foreach (var page in _dirtyPages.Where(_ => random.Next(2) == 0))
        {
            var from = (int)(page * PageBytes);
            var to = Math.Min(Math.Min(from + PageBytes, Content.Length), length);
            if (to > from)
            {
                Content.AsSpan(from, to - from).CopyTo(kept.AsSpan(from));
            }
        }
        Content = kept;
        Flush();
    }
}

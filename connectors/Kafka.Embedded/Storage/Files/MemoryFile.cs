namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>A file in memory, in chunks, so that growing copies nothing. Every opening of a path gets the same object; closing it does nothing.</summary>
internal sealed class MemoryFile(string path) : IBrokerFile
{
    private const int ChunkBytes = 1 << 16;
    private readonly Lock _sync = new();
    private readonly List<byte[]> _chunks = [];
    private long _length;

    public string Path => path;

    public long Length
    {
        get
        {
            lock (_sync)
            {
                return _length;
            }
        }
    }

    public int Read(long position, Span<byte> target)
    {
        lock (_sync)
        {
            var count = (int)Math.Clamp(_length - position, 0, target.Length);
            for (var done = 0; done < count; )
            {
                var (chunk, at) = Math.DivRem(position + done, ChunkBytes);
                var piece = Math.Min(count - done, ChunkBytes - (int)at);
                _chunks[(int)chunk].AsSpan((int)at, piece).CopyTo(target[done..]);
                done += piece;
            }
            return count;
        }
    }

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        lock (_sync)
        {
            SetLength(Math.Max(_length, position + bytes.Length));
            while (!bytes.IsEmpty)
            {
                var (chunk, at) = Math.DivRem(position, ChunkBytes);
                var piece = Math.Min(bytes.Length, ChunkBytes - (int)at);
                bytes[..piece].CopyTo(_chunks[(int)chunk].AsSpan((int)at));
                bytes = bytes[piece..];
                position += piece;
            }
        }
    }

    public void Truncate(long length)
    {
        lock (_sync)
        {
            SetLength(length);
        }
    }

    public void Flush() { }

    public void Dispose() { }

    private void SetLength(long length)
    {
        var chunks = (int)((length + ChunkBytes - 1) / ChunkBytes);
        while (_chunks.Count < chunks)
        {
            _chunks.Add(new byte[ChunkBytes]);
        }
        _chunks.RemoveRange(chunks, _chunks.Count - chunks);
        if (length < _length && length % ChunkBytes is var rest && rest > 0)
        {
            // What is cut reads as zeros when the file grows again.
            _chunks[^1].AsSpan((int)rest).Clear();
        }
        _length = length;
    }
}

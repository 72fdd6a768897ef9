namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Reads batch headers at rising positions of a segment, several per read where batches are small.</summary>
/// <param name="file">The segment.</param>
/// <param name="limit">Where its valid bytes end.</param>
/// <param name="buffer">At least one header long.</param>
internal ref struct BatchScanner(IBrokerFile file, long limit, Span<byte> buffer)
{
    /// <summary>A good size for the buffer.</summary>
    public const int BufferBytes = 4096;

    private readonly Span<byte> _buffer = buffer;
    private long _start;
    private int _filled;

    /// <summary>False at the end.</summary>
    /// <exception cref="BrokerStorageException">There is no batch at that place: the file is damaged, or cannot be read.</exception>
    public bool TryRead(long position, out BatchHeader header)
    {
        header = default;
        if (position >= limit)
        {
            return false;
        }
        if (position < _start || position + BatchLayout.Records > _start + _filled)
        {
            Fill(position);
        }
        var at = (int)(position - _start);
        if (_filled - at < BatchLayout.Records)
        {
            throw Damaged(position);
        }
        header = new BatchHeader(_buffer[at..]);
        if (!header.IsPlausible || header.SizeBytes > limit - position)
        {
            throw Damaged(position);
        }
        return true;
    }

    private void Fill(long position)
    {
        _start = position;
        _filled = 0;
        try
        {
            _filled = file.Read(position, _buffer[..(int)Math.Min(_buffer.Length, limit - position)]);
        }
        catch (IOException e)
        {
            throw new BrokerStorageException($"{file.Path} cannot be read at position {position}: {e.Message}", e);
        }
    }

    private readonly BrokerStorageException Damaged(long position) =>
        new($"{file.Path} is damaged: there is no record batch at position {position}.");
}

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>A run of whole batches in one segment file, which stays readable until this is disposed, deleted or not.</summary>
internal sealed class FileRegion(OpenFiles openFiles, SegmentFile segment, IBrokerFile file, long position, int lengthBytes) : IDisposable
{
    private int _isDisposed;

    public long Position => position;

    public int LengthBytes => lengthBytes;

    /// <summary>Reads from <paramref name="at"/> bytes after the region's start, at most to its end. Returns the number of bytes read.</summary>
    /// <exception cref="BrokerStorageException">The file is shorter than it was, or cannot be read.</exception>
    public int Read(long at, Span<byte> target)
    {
        var wanted = target[..(int)Math.Clamp(lengthBytes - at, 0, target.Length)];
        int read;
        try
        {
            read = file.Read(position + at, wanted);
        }
        catch (IOException e)
        {
            throw new BrokerStorageException($"{segment.Path} cannot be read at position {position + at}: {e.Message}", e);
        }
        return read == wanted.Length
            ? read
            : throw new BrokerStorageException(
                $"{segment.Path} ends {wanted.Length - read} bytes before position {position + at + wanted.Length}."
            );
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            openFiles.Release(segment);
        }
    }
}

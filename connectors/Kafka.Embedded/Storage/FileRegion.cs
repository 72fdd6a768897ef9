namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>A run of whole batches in one segment file, which stays readable until this is disposed, deleted or not.</summary>
internal sealed class FileRegion : IDisposable
{
    public long Position { get; init; }

    public int LengthBytes { get; init; }

    /// <summary>Reads from <paramref name="at"/> bytes after the region's start, at most to its end. Returns the number of bytes read.</summary>
    /// <exception cref="BrokerStorageException">The file is shorter than it was, or cannot be read.</exception>
    public int Read(long at, Span<byte> target) => throw new NotImplementedException();

    public void Dispose() { }
}

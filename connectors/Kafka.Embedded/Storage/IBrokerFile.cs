namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>One open file, read and written at positions. Reads and writes at different positions may run at the same time.</summary>
internal interface IBrokerFile : IDisposable
{
    string Path { get; }

    long Length { get; }

    /// <summary>Reads at most <paramref name="target"/>.Length bytes from <paramref name="position"/>; fewer only at the end of the file.</summary>
    int Read(long position, Span<byte> target);

    /// <summary>Writes all bytes at <paramref name="position"/>, growing the file if needed.</summary>
    /// <exception cref="IOException">Not all bytes were written; what the file holds beyond its former length is undefined.</exception>
    void Write(long position, ReadOnlySpan<byte> bytes);

    /// <summary>Cuts or zero-extends the file to <paramref name="length"/> bytes.</summary>
    void Truncate(long length);

    /// <summary>Returns when all written bytes and the length are on the disk. A failure is final: the bytes may be gone.</summary>
    void Flush();
}

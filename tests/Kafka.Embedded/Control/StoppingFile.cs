using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Control;

/// <summary>A file of <see cref="StoppingFiles"/>.</summary>
internal sealed class StoppingFile(StoppingFiles files, IBrokerFile inner) : IBrokerFile
{
    public string Path => inner.Path;

    public long Length => inner.Length;

    public int Read(long position, Span<byte> target)
    {
        files.Check();
        return inner.Read(position, target);
    }

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        byte[] half = bytes[..(bytes.Length / 2)].ToArray();
        files.Step(() => inner.Write(position, half));
        inner.Write(position, bytes);
    }

    public void Truncate(long length)
    {
        files.Step();
        inner.Truncate(length);
    }

    public void Flush()
    {
        files.Step();
        inner.Flush();
    }

    public void Dispose() => inner.Dispose();
}

using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage.Faults;

internal sealed class FaultyFile(FaultyFiles files, int life, string path, FaultyNode node) : IBrokerFile
{
    public string Path => path;

    public long Length => files.Look(life, () => node.Content.Length);

    public int Read(long position, Span<byte> target)
    {
        files.Look(life, () => 0);
        var count = (int)Math.Clamp(node.Content.Length - position, 0, target.Length);
        node.Content.AsSpan((int)Math.Min(position, node.Content.Length), count).CopyTo(target);
        return count;
    }

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        // A stop inside a write leaves any part of it.
        var copy = bytes.ToArray();
        files.Step(
            life,
            $"write {path}",
            () => node.Write(position, copy),
            r => node.Write(position, copy.AsSpan(0, r.Next(copy.Length + 1)))
        );
    }

    public void Truncate(long length) => files.Step(life, $"truncate {path}", () => node.SetLength(length));

    public void Flush() => files.Step(life, $"flush {path}", node.Flush);

    public void Dispose() { }
}

namespace NbaPipeline.Sources;

/// <summary>A stream followed by some bytes of our own.</summary>
internal sealed class JoinedStream(Stream first, byte[] second) : ForwardStream(first)
{
    private int _position;
    private bool _firstEnded;

    public override int Read(Span<byte> buffer)
    {
        if (!_firstEnded)
        {
            var read = Inner.Read(buffer);
            if (read > 0 || buffer.IsEmpty)
            {
                return read;
            }

            _firstEnded = true;
        }

        var count = Math.Min(buffer.Length, second.Length - _position);
        second.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}

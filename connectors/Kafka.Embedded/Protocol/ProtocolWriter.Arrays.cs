namespace NbaPipeline.Kafka.Embedded.Protocol;

internal sealed partial class ProtocolWriter
{
    /// <summary>The count before the elements of an array; -1 is null.</summary>
    public void WriteArrayCount(int count, bool flexible) => WriteBytesLength(count, flexible);

    /// <summary>The tag section of a struct without tagged fields.</summary>
    public void WriteEmptyTags() => WriteUnsignedVarint(0);

    /// <summary>Starts a tagged field; its content follows, then <see cref="EndTag"/>.</summary>
    /// <returns>Where the content starts.</returns>
    public int BeginTag(uint tag)
    {
        WriteUnsignedVarint(tag);
        return _length;
    }

    /// <summary>Puts the size of a tagged field before its content, which moves up.</summary>
    /// <param name="start">What <see cref="BeginTag"/> returned.</param>
    public void EndTag(int start)
    {
        var size = _length - start;
        WriteUnsignedVarint((uint)size);
        var sizeBytes = _length - start - size;
        Span<byte> prefix = stackalloc byte[sizeBytes];
        var field = _buffer.AsSpan(start, size + sizeBytes);
        field[size..].CopyTo(prefix);
        field[..size].CopyTo(field[sizeBytes..]);
        prefix.CopyTo(field);
    }
}

namespace NbaPipeline.Dataflow;

/// <summary>
/// Bytes of a record where the client holds them, without a copy. Valid only while the record that carries them is processed:
/// never keep one in a field, a store or a captured variable.
/// </summary>
public readonly unsafe struct BorrowedBytes
{
    private readonly byte* _start;
    private readonly int _length;

    /// <param name="memory">Memory that does not move: native, pinned, or of the pinned object heap.</param>
    public BorrowedBytes(ReadOnlySpan<byte> memory)
    {
        fixed (byte* start = memory)
        {
            _start = start;
        }
        _length = memory.Length;
    }

    public int Length => _length;

    public ReadOnlySpan<byte> Span => new(_start, _length);
}

using System.Diagnostics.CodeAnalysis;

namespace NbaPipeline.Kafka.Embedded.Protocol;

/// <summary>
/// Reads the primitive types of the protocol from one request frame (spec section 4). Every length and count is checked against the
/// bytes that are left before anything is allocated, and one frame may hold at most <see cref="MaxElements"/> array elements, so that
/// a hostile frame costs memory in proportion to its size. <c>flexible</c> selects the compact encodings.
/// </summary>
/// <param name="frame">The bytes after the frame length. Records are handed out as slices of it, so it must outlive the message.</param>
internal partial struct ProtocolReader(Memory<byte> frame)
{
    /// <summary>Array elements that one frame may hold over all its arrays.</summary>
    public const int MaxElements = 1 << 20;

    private readonly Memory<byte> _frame = frame;
    private int _position;
    private int _elementsLeft = MaxElements;

    /// <summary>How many bytes have been read.</summary>
    public readonly int Position => _position;

    /// <summary>How many bytes are left. Surplus bytes after a request are ignored (spec section 3.7).</summary>
    public readonly int Remaining => _frame.Length - _position;

    /// <summary>The bytes of the next field of fixed size.</summary>
    private ReadOnlySpan<byte> Take(int length, string kind)
    {
        if ((uint)length > (uint)Remaining)
        {
            ThrowTooLong(kind, length);
        }

        var span = _frame.Span.Slice(_position, length);
        _position += length;
        return span;
    }

    [DoesNotReturn]
    private readonly void ThrowTooLong(string kind, long length) =>
        throw new ProtocolException($"{kind} at byte {_position} needs {length} bytes, {Remaining} of {_frame.Length} are left");

    [DoesNotReturn]
    private readonly void ThrowInvalid(string kind, string fault) => throw new ProtocolException($"{kind} before byte {_position} {fault}");
}

using System.Buffers;
using System.Buffers.Binary;

namespace NbaPipeline.Kafka.Embedded.Protocol;

/// <summary>
/// Writes the primitive types of the protocol into one growing buffer from a pool (spec section 4). <c>flexible</c> selects the compact
/// encodings. Not thread-safe.
/// </summary>
/// <param name="pool">Where buffers come from; the shared pool unless given.</param>
/// <param name="maxBytes">The writer refuses to grow beyond this many bytes.</param>
internal sealed partial class ProtocolWriter(ArrayPool<byte>? pool = null, int maxBytes = ProtocolWriter.DefaultMaxBytes) : IDisposable
{
    /// <summary>Above anything the broker answers: fetched records are streamed past the writer (spec section 3.6).</summary>
    public const int DefaultMaxBytes = 256 * 1024 * 1024;

    private const int FirstBytes = 4096;

    private readonly ArrayPool<byte> _pool = pool ?? ArrayPool<byte>.Shared;
    private byte[] _buffer = [];
    private int _length;

    /// <summary>How many bytes have been written since the last <see cref="Reset"/>; the position of the next byte.</summary>
    public int Length => _length;

    /// <summary>The bytes so far; valid until the next write, <see cref="Reset"/> or <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <inheritdoc cref="Written"/>
    public ReadOnlySpan<byte> WrittenSpan => _buffer.AsSpan(0, _length);

    /// <summary>Forgets what was written and keeps the buffer.</summary>
    public void Reset() => _length = 0;

    /// <summary>Leaves room for an int32 whose value is known later.</summary>
    /// <returns>Its position, for <see cref="PatchInt32"/>.</returns>
    public int ReserveInt32()
    {
        var position = _length;
        WriteInt32(0);
        return position;
    }

    /// <summary>Overwrites the int32 at <paramref name="position"/>.</summary>
    public void PatchInt32(int position, int value) =>
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(0, _length).Slice(position, sizeof(int)), value);

    /// <summary>Gives the buffer back to its pool. The writer may be used again and then takes another.</summary>
    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0)
        {
            _pool.Return(buffer);
        }
    }

    /// <summary>Room for <paramref name="count"/> more bytes, counted as written.</summary>
    private Span<byte> Claim(int count)
    {
        if (count > Math.Min(_buffer.Length, maxBytes) - _length)
        {
            Grow(count);
        }

        var span = _buffer.AsSpan(_length, count);
        _length += count;
        return span;
    }

    private void Grow(int count)
    {
        var needed = (long)_length + count;
        if (needed > maxBytes)
        {
            throw new InvalidOperationException($"a message of {needed} bytes is larger than the {maxBytes} bytes a writer may hold");
        }

        var size = Math.Max(needed, Math.Min(Math.Max(2L * _buffer.Length, FirstBytes), maxBytes));
        var larger = _pool.Rent((int)size);
        WrittenSpan.CopyTo(larger);
        if (_buffer.Length > 0)
        {
            _pool.Return(_buffer);
        }

        _buffer = larger;
    }
}

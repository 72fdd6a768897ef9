using System.Runtime.CompilerServices;

namespace NbaPipeline.Avro;

public ref partial struct AvroReader
{
    private const int MaxLongBytes = 10;

    /// <summary>A zigzag varint that fits 32 bits.</summary>
    public int ReadInt()
    {
        var start = _position;
        var value = ReadLong();
        if (value != (int)value)
        {
            throw Error($"{value} does not fit an int", start);
        }

        return (int)value;
    }

    /// <summary>A zigzag varint that fits 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadLong()
    {
        var at = _position;
        if ((uint)at < (uint)_data.Length)
        {
            uint first = _data[at];
            if (first < 0x80)
            {
                _position = at + 1;
                return (int)(first >> 1) ^ -(int)(first & 1);
            }
        }

        return ReadLongSlow();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long ReadLongSlow()
    {
        var start = _position;
        var end = Math.Min(_data.Length, start + MaxLongBytes);
        ulong value = 0;
        var shift = 0;
        for (var at = start; at < end; at++)
        {
            ulong b = _data[at];
            value |= (b & 0x7F) << shift;
            if (b < 0x80)
            {
                if (shift == 63 && b > 1)
                {
                    break;
                }

                _position = at + 1;
                return (long)(value >> 1) ^ -(long)(value & 1);
            }

            shift += 7;
        }

        throw end == _data.Length && end - start < MaxLongBytes
            ? Error("the data ends inside a number", start)
            : Error($"a number takes more than {MaxLongBytes} bytes or 64 bits", start);
    }
}

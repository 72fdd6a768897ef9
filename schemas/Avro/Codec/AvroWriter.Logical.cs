using System.Buffers.Text;
using System.Diagnostics;

namespace NbaPipeline.Avro;

/// <summary>Logical types. What is finer than the unit of the schema is rounded towards the past.</summary>
public ref partial struct AvroWriter
{
    private const int UuidLength = 36;

    public void WriteDate(DateOnly value) => WriteInt(LogicalConvert.FromDate(value));

    public void WriteTimeMillis(TimeOnly value) => WriteLong(value.Ticks / TimeSpan.TicksPerMillisecond);

    public void WriteTimeMicros(TimeOnly value) => WriteLong(value.Ticks / TimeSpan.TicksPerMicrosecond);

    public void WriteTimestampMillis(DateTimeOffset value) =>
        WriteLong(LogicalConvert.FromTicks(value.UtcTicks, TimeSpan.TicksPerMillisecond));

    public void WriteTimestampMicros(DateTimeOffset value) =>
        WriteLong(LogicalConvert.FromTicks(value.UtcTicks, TimeSpan.TicksPerMicrosecond));

    /// <summary>The wall-clock time as it is, whatever its kind.</summary>
    public void WriteLocalTimestampMillis(DateTime value) => WriteLong(LogicalConvert.FromTicks(value.Ticks, TimeSpan.TicksPerMillisecond));

    /// <summary>The wall-clock time as it is, whatever its kind.</summary>
    public void WriteLocalTimestampMicros(DateTime value) => WriteLong(LogicalConvert.FromTicks(value.Ticks, TimeSpan.TicksPerMicrosecond));

    /// <summary>A decimal of bytes.</summary>
    /// <exception cref="AvroException">The value has more digits than the scale or the precision allows.</exception>
    public void WriteDecimal(decimal value, int precision, int scale)
    {
        var number = LogicalConvert.Unscaled(value, precision, scale);
        var count = LogicalConvert.ByteCount(number);
        WriteLong(count);
        LogicalConvert.WriteBigEndian(number, Room(count)[..count]);
        _used += count;
    }

    /// <summary>A decimal of a fixed.</summary>
    /// <exception cref="AvroException">The value has more digits than the scale or the precision allows.</exception>
    public void WriteFixedDecimal(decimal value, int size, int precision, int scale)
    {
        LogicalConvert.WriteBigEndian(LogicalConvert.Unscaled(value, precision, scale), Room(size)[..size]);
        _used += size;
    }

    /// <summary>A uuid of a string.</summary>
    public void WriteUuid(Guid value)
    {
        WriteLong(UuidLength);
        var written = Utf8Formatter.TryFormat(value, Room(UuidLength), out var count, 'D');
        Debug.Assert(written && count == UuidLength, "a uuid has 36 characters");
        _used += UuidLength;
    }

    /// <summary>A uuid of a fixed of 16 bytes.</summary>
    public void WriteFixedUuid(Guid value)
    {
        value.TryWriteBytes(Room(16), bigEndian: true, out _);
        _used += 16;
    }

    /// <summary>A duration: a fixed of 12 bytes.</summary>
    public void WriteDuration(AvroDuration value)
    {
        value.CopyTo(Room(AvroDuration.Size));
        _used += AvroDuration.Size;
    }
}

namespace NbaPipeline.Avro;

/// <summary>Logical types. Each raises an error for a number that the .NET type cannot hold.</summary>
public ref partial struct AvroReader
{
    public DateOnly ReadDate()
    {
        var start = _position;
        return LogicalConvert.TryDate(ReadInt(), out var value) ? value : throw OutOfRange("a date", start);
    }

    public TimeOnly ReadTimeMillis()
    {
        var start = _position;
        return LogicalConvert.TryTime(ReadInt(), TimeSpan.TicksPerMillisecond, out var value)
            ? value
            : throw OutOfRange("a time of day", start);
    }

    public TimeOnly ReadTimeMicros()
    {
        var start = _position;
        return LogicalConvert.TryTime(ReadLong(), TimeSpan.TicksPerMicrosecond, out var value)
            ? value
            : throw OutOfRange("a time of day", start);
    }

    /// <summary>UTC.</summary>
    public DateTimeOffset ReadTimestampMillis() => new(ReadLocalTimestampMillis(), TimeSpan.Zero);

    /// <summary>UTC.</summary>
    public DateTimeOffset ReadTimestampMicros() => new(ReadLocalTimestampMicros(), TimeSpan.Zero);

    /// <summary>A wall-clock time without zone (<see cref="DateTimeKind.Unspecified"/>).</summary>
    public DateTime ReadLocalTimestampMillis()
    {
        var start = _position;
        return LogicalConvert.TryTimestamp(ReadLong(), TimeSpan.TicksPerMillisecond, out var value)
            ? value
            : throw OutOfRange("a timestamp", start);
    }

    /// <summary>A wall-clock time without zone (<see cref="DateTimeKind.Unspecified"/>).</summary>
    public DateTime ReadLocalTimestampMicros()
    {
        var start = _position;
        return LogicalConvert.TryTimestamp(ReadLong(), TimeSpan.TicksPerMicrosecond, out var value)
            ? value
            : throw OutOfRange("a timestamp", start);
    }

    /// <summary>A decimal of bytes.</summary>
    public decimal ReadDecimal(int scale)
    {
        var start = _position;
        return LogicalConvert.TryDecimal(ReadBytes(), scale, out var value) ? value : throw OutOfRange("a decimal of 96 bits", start);
    }

    /// <summary>A decimal of a fixed.</summary>
    public decimal ReadFixedDecimal(int size, int scale)
    {
        var start = _position;
        return LogicalConvert.TryDecimal(ReadFixed(size), scale, out var value) ? value : throw OutOfRange("a decimal of 96 bits", start);
    }

    /// <summary>A uuid of a string.</summary>
    public Guid ReadUuid()
    {
        var start = _position;
        return LogicalConvert.TryUuid(ReadStringUtf8(), out var value) ? value : throw Error("a string is not a uuid", start);
    }

    /// <summary>A uuid of a fixed of 16 bytes.</summary>
    public Guid ReadFixedUuid() => new(ReadFixed(16), bigEndian: true);

    /// <summary>A duration: a fixed of 12 bytes.</summary>
    public AvroDuration ReadDuration() => AvroDuration.From(ReadFixed(AvroDuration.Size));

    private readonly AvroException OutOfRange(string what, int start) => Error($"the value is outside what {what} can hold", start);
}

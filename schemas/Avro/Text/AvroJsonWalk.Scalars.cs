using System.Globalization;
using System.Numerics;
using System.Text;

namespace NbaPipeline.Avro;

internal ref partial struct AvroJsonWalk
{
    private const long NanosPerTick = 100;

    private void WritePlain(AvroSchema schema)
    {
        switch (schema.Type)
        {
            case AvroType.Null:
                _output.WriteNullValue();
                break;
            case AvroType.Boolean:
                _output.WriteBooleanValue(_reader.ReadBoolean());
                break;
            case AvroType.Int:
                _output.WriteNumberValue(_reader.ReadInt());
                break;
            case AvroType.Long:
                _output.WriteNumberValue(_reader.ReadLong());
                break;
            case AvroType.Float:
                WriteFloat(_reader.ReadFloat());
                break;
            case AvroType.Double:
                WriteDouble(_reader.ReadDouble());
                break;
            case AvroType.String:
                _output.WriteStringValue(ReadText());
                break;
            case AvroType.Bytes:
                WriteBytes(_reader.ReadBytes());
                break;
            default:
                WriteBytes(_reader.ReadFixed(((FixedSchema)schema).Size));
                break;
        }
    }

    /// <summary>False when the schema has no logical type that reads differently.</summary>
    private bool TryWriteLogical(AvroSchema schema)
    {
        switch (schema.Logical?.Kind)
        {
            case LogicalKind.Date:
                _output.WriteStringValue(_reader.ReadDate().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                return true;
            case LogicalKind.TimeMillis:
                WriteTime(_reader.ReadTimeMillis());
                return true;
            case LogicalKind.TimeMicros:
                WriteTime(_reader.ReadTimeMicros());
                return true;
            case LogicalKind.TimestampMillis:
                _output.WriteStringValue(Iso(_reader.ReadLocalTimestampMillis()) + "Z");
                return true;
            case LogicalKind.TimestampMicros:
                _output.WriteStringValue(Iso(_reader.ReadLocalTimestampMicros()) + "Z");
                return true;
            case LogicalKind.TimestampNanos:
                _output.WriteStringValue(IsoNanos(_reader.ReadLong()) + "Z");
                return true;
            case LogicalKind.LocalTimestampMillis:
                _output.WriteStringValue(Iso(_reader.ReadLocalTimestampMillis()));
                return true;
            case LogicalKind.LocalTimestampMicros:
                _output.WriteStringValue(Iso(_reader.ReadLocalTimestampMicros()));
                return true;
            case LogicalKind.LocalTimestampNanos:
                _output.WriteStringValue(IsoNanos(_reader.ReadLong()));
                return true;
            case LogicalKind.Decimal:
                WriteDecimal(schema);
                return true;
            case LogicalKind.Uuid:
                _output.WriteStringValue(schema.Type == AvroType.Fixed ? _reader.ReadFixedUuid() : _reader.ReadUuid());
                return true;
            case LogicalKind.Duration:
                WriteDuration(_reader.ReadDuration());
                return true;
            default:
                return false;
        }
    }

    private readonly void WriteFloat(float value)
    {
        if (float.IsFinite(value))
        {
            _output.WriteNumberValue(value);
        }
        else
        {
            WriteDouble(value);
        }
    }

    private readonly void WriteDouble(double value)
    {
        if (double.IsFinite(value))
        {
            _output.WriteNumberValue(value);
        }
        else
        {
            _output.WriteStringValue(
                double.IsNaN(value) ? "NaN"
                : value > 0 ? "Infinity"
                : "-Infinity"
            );
        }
    }

    private readonly void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        if (_style == AvroJsonStyle.Plain)
        {
            _output.WriteBase64StringValue(bytes);
        }
        else
        {
            _output.WriteStringValue(Encoding.Latin1.GetString(bytes));
        }
    }

    /// <summary>A schema may allow more digits than System.Decimal holds; more bytes than its precision needs are refused.</summary>
    private void WriteDecimal(AvroSchema schema)
    {
        var (precision, scale) = (schema.Logical!.Precision, schema.Logical.Scale);
        var start = _reader.Position;
        var bytes = schema is FixedSchema { Size: var size } ? _reader.ReadFixed(size) : _reader.ReadBytes();
        if (LogicalConvert.TryDecimal(bytes, scale, out var value))
        {
            _output.WriteNumberValue(value);
            return;
        }

        // A digit takes less than half a byte, and a sign less than one. Long numbers become text in quadratic time, so that the bound matters.
        var significant = WithoutSignExtension(bytes);
        if (significant.Length > (precision / 2) + 1)
        {
            throw _reader.Error($"a decimal of {precision} digits cannot take {significant.Length} bytes", start);
        }

        var number = new BigInteger(significant, isUnsigned: false, isBigEndian: true);
        var digits = BigInteger.Abs(number).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var text = digits[..^scale] + (scale > 0 ? "." + digits[^scale..] : "");
        _output.WriteRawValue((number.Sign < 0 ? "-" : "") + text);
    }

    private static ReadOnlySpan<byte> WithoutSignExtension(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 1 && (bytes[0], bytes[1] & 0x80) is (0, 0) or (0xFF, 0x80))
        {
            bytes = bytes[1..];
        }

        return bytes;
    }

    private readonly void WriteDuration(AvroDuration value)
    {
        _output.WriteStartObject();
        _output.WriteNumber("months", value.Months);
        _output.WriteNumber("days", value.Days);
        _output.WriteNumber("milliseconds", value.Milliseconds);
        _output.WriteEndObject();
    }

    private readonly void WriteTime(TimeOnly value) =>
        _output.WriteStringValue(value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));

    private static string Iso(DateTime value) => value.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    /// <summary>Every long of nanoseconds lies between the years 1677 and 2262.</summary>
    private static string IsoNanos(long nanos)
    {
        var ticks = LogicalConvert.FloorDivide(nanos, NanosPerTick);
        var second = LogicalConvert.FloorDivide(ticks, TimeSpan.TicksPerSecond);
        var fraction = nanos - (second * TimeSpan.TicksPerSecond * NanosPerTick);
        var whole = DateTime
            .UnixEpoch.AddTicks(second * TimeSpan.TicksPerSecond)
            .ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return fraction == 0 ? whole : $"{whole}.{fraction.ToString("D9", CultureInfo.InvariantCulture)}";
    }
}

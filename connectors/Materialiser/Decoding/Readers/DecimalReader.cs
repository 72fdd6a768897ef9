using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

/// <summary>A decimal: the unscaled value as big-endian two's complement, of bytes or (size given) of a fixed.</summary>
internal sealed class DecimalReader(LogicalType logical, int? size) : FieldReader
{
    private const int MaxBytes = 16;
    private readonly Int128 _limit = Pow10(logical.Precision);

    public override void Read(ref AvroReader reader, AppenderColumn column)
    {
        var bytes = size is { } length ? reader.ReadFixed(length) : reader.ReadBytes();
        while (bytes.Length > MaxBytes && bytes[0] is 0 or 0xFF && (bytes[0] & 0x80) == (bytes[1] & 0x80))
        {
            bytes = bytes[1..];
        }

        if (bytes.Length is 0 or > MaxBytes)
        {
            throw new OverflowException(
                $"A decimal of {bytes.Length} bytes for column {column.Name} ({logical}) has no value or too many digits."
            );
        }

        Int128 value = (sbyte)bytes[0] < 0 ? -1 : 0;
        foreach (var b in bytes)
        {
            value = (value << 8) | b;
        }

        if (value >= _limit || value <= -_limit)
        {
            throw new OverflowException($"The unscaled value {value} for column {column.Name} has more digits than {logical}.");
        }

        column.Append(value);
    }

    private static Int128 Pow10(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}

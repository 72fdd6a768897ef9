namespace NbaPipeline.Avro.Tests.Random;

/// <summary>Random generic values of a schema.</summary>
internal sealed class RandomValue(System.Random random, long maxLong = long.MaxValue)
{
    private const int MaxDepth = 12;
    private static readonly string[] Texts =
    [
        "",
        "a",
        "Dončić",
        "日本",
        "🏀 basket",
        "\u0000\u007f\u0080\u07ff\u0800\uffff",
        new string('x', 100),
    ];

    public object? Of(AvroSchema schema, int depth = 0) =>
        schema switch
        {
            RecordSchema record => Record(record, depth + 1),
            EnumSchema symbols => new GenericEnum(symbols, symbols.Symbols[random.Next(symbols.Symbols.Count)]),
            FixedSchema { Size: var size } bytes => new GenericFixed(bytes, Bytes(size)),
            UnionSchema union => Of(Branch(union, depth), depth),
            ArraySchema array => Items(depth).Select(_ => Of(array.Items, depth + 1)).ToList(),
            MapSchema map => Items(depth).ToDictionary(i => $"k{i}{Text()}", _ => Of(map.Values, depth + 1)),
            _ => Primitive(schema.Type),
        };

    private GenericRecord Record(RecordSchema schema, int depth)
    {
        var record = new GenericRecord(schema);
        foreach (var field in schema.Fields)
        {
            record[field.Position] = Of(field.Schema, depth);
        }

        return record;
    }

    /// <summary>Deep down only scalars, so that recursive types end.</summary>
    private AvroSchema Branch(UnionSchema union, int depth)
    {
        var all = union.Branches;
        var simple = depth > MaxDepth ? all.Where(b => b is not (RecordSchema or ArraySchema or MapSchema)).ToList() : [];
        return simple.Count > 0 ? simple[random.Next(simple.Count)] : all[random.Next(all.Count)];
    }

    private IEnumerable<int> Items(int depth) => Enumerable.Range(0, depth > MaxDepth ? 0 : random.Next(4));

    private object? Primitive(AvroType type) =>
        type switch
        {
            AvroType.Null => null,
            AvroType.Boolean => random.Next(2) == 0,
            AvroType.Int => (int)Number(int.MaxValue),
            AvroType.Long => Number(maxLong),
            AvroType.Float => (float)Real(),
            AvroType.Double => Real(),
            AvroType.Bytes => Bytes(random.Next(3) == 0 ? 0 : random.Next(300)),
            _ => Text(),
        };

    /// <summary>All lengths of varint alike, both signs, and the ends of the range.</summary>
    private long Number(long max)
    {
        var value = random.Next(20) == 0 ? max : random.NextInt64() >> random.Next(64);
        value = Math.Min(value, max);
        var least = max is int.MaxValue or long.MaxValue ? -max - 1 : -max;
        return random.Next(2) == 0 ? value : Math.Max(least, -value - 1);
    }

    private double Real() =>
        random.Next(8) switch
        {
            0 => 0,
            1 => -0.5,
            2 => 1e30,
            3 => float.Epsilon,
            _ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 9)),
        };

    private string Text() => Texts[random.Next(Texts.Length)];

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}

using System.Buffers;

namespace NbaPipeline.Avro;

/// <summary>
/// Values of any schema, without generated code. Types: null, bool, int, long, float, double, byte[], string,
/// <see cref="GenericRecord"/>, <see cref="GenericEnum"/>, <see cref="GenericFixed"/>, List&lt;object?&gt; for arrays,
/// Dictionary&lt;string, object?&gt; for maps; a union's value is the branch's value. Logical types stay what they are made of.
/// </summary>
public static partial class GenericCodec
{
    /// <summary>Reads a body; all of it must be used.</summary>
    /// <exception cref="AvroException">The body is not a value of the schema.</exception>
    public static object? Decode(AvroSchema schema, ReadOnlySpan<byte> body)
    {
        var reader = new AvroReader(body, schema);
        var value = Decode(schema, ref reader);
        reader.EnsureEnd();
        return value;
    }

    /// <summary>Writes a body.</summary>
    /// <exception cref="AvroException">The value is not one of the schema.</exception>
    public static void Encode(AvroSchema schema, object? value, IBufferWriter<byte> output)
    {
        var writer = new AvroWriter(output);
        Encode(schema, value, ref writer);
        writer.Flush();
    }

    /// <summary>Equality by content.</summary>
    public static bool Equal(object? left, object? right) =>
        (left, right) switch
        {
            (byte[] a, byte[] b) => AvroEquality.Bytes(a, b),
            (List<object?> a, List<object?> b) => AvroEquality.Lists<object?>(a, b, Equal),
            (Dictionary<string, object?> a, Dictionary<string, object?> b) => AvroEquality.Maps<object?>(a, b, Equal),
            _ => Equals(left, right),
        };
}

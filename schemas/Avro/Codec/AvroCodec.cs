using System.Buffers;

namespace NbaPipeline.Avro;

/// <summary>One record from or to bytes.</summary>
public static class AvroCodec
{
    /// <summary>Writes the record's body, without any framing.</summary>
    /// <exception cref="AvroException">The record holds a value that its schema cannot.</exception>
    public static void Encode<T>(T record, IBufferWriter<byte> output)
        where T : IAvroRecord<T>
    {
        var writer = new AvroWriter(output);
        record.Encode(ref writer);
        writer.Flush();
    }

    /// <summary>The record's body in an array of its own.</summary>
    /// <exception cref="AvroException">The record holds a value that its schema cannot.</exception>
    public static byte[] Encode<T>(T record)
        where T : IAvroRecord<T>
    {
        var output = new ArrayBufferWriter<byte>();
        Encode(record, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads a body that was written with the same schema; all of it must be used.</summary>
    /// <exception cref="AvroException">The bytes are not such a record; the message names offset and schema path.</exception>
    public static T Decode<T>(ReadOnlySpan<byte> body)
        where T : IAvroRecord<T>
    {
        var reader = new AvroReader(body, T.Schema);
        var record = T.Decode(ref reader);
        reader.EnsureEnd();
        return record;
    }
}

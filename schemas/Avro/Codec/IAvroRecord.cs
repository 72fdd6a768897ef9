namespace NbaPipeline.Avro;

/// <summary>What the generator gives every record of an .avsc file.</summary>
public interface IAvroRecord<T>
    where T : IAvroRecord<T>
{
    /// <summary>The schema that <see cref="Encode"/> writes and <see cref="Decode"/> reads.</summary>
    static abstract AvroSchema Schema { get; }

    /// <summary>Reads one record that was written with <see cref="Schema"/>.</summary>
    /// <exception cref="AvroException">The bytes are not such a record.</exception>
    static abstract T Decode(ref AvroReader reader);

    void Encode(ref AvroWriter writer);
}

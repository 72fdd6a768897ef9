using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

/// <summary>Reads one value of a writer schema and appends it to its column.</summary>
internal abstract class FieldReader
{
    public abstract void Read(ref AvroReader reader, AppenderColumn column);
}

using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

internal sealed class LongReader : FieldReader
{
    public override void Read(ref AvroReader reader, AppenderColumn column) => column.Append(reader.ReadLong());
}

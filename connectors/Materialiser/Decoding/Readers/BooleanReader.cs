using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

internal sealed class BooleanReader : FieldReader
{
    public override void Read(ref AvroReader reader, AppenderColumn column) => column.Append(reader.ReadBoolean());
}

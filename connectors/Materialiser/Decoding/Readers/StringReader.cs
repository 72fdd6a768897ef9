using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

internal sealed class StringReader : FieldReader
{
    public override void Read(ref AvroReader reader, AppenderColumn column) => column.AppendUtf8(reader.ReadStringUtf8());
}

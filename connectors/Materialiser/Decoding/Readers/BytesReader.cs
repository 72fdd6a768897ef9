using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

internal sealed class BytesReader : FieldReader
{
    public override void Read(ref AvroReader reader, AppenderColumn column) => column.AppendBytes(reader.ReadBytes());
}

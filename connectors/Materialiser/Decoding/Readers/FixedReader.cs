using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

internal sealed class FixedReader(int size) : FieldReader
{
    public override void Read(ref AvroReader reader, AppenderColumn column) => column.AppendBytes(reader.ReadFixed(size));
}

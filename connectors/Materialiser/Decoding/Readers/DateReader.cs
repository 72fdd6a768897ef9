using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

internal sealed class DateReader : FieldReader
{
    public override void Read(ref AvroReader reader, AppenderColumn column) => column.AppendEpoch(reader.ReadInt());
}

using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

internal sealed class StructReader(FieldReader[] fields) : FieldReader
{
    public override void Read(ref AvroReader reader, AppenderColumn column)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i].Read(ref reader, column.Parts[i]);
        }

        column.EndStruct();
    }
}

using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

internal sealed class ListReader(FieldReader items, int minItemBytes) : FieldReader
{
    public override void Read(ref AvroReader reader, AppenderColumn column)
    {
        var element = column.Parts[0];
        for (var count = reader.ReadBlockCount(minItemBytes); count > 0; count = reader.ReadBlockCount(minItemBytes))
        {
            for (var i = 0; i < count; i++)
            {
                items.Read(ref reader, element);
            }
        }

        column.EndList();
    }
}

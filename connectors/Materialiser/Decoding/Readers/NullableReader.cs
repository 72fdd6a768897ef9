using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

/// <summary>A union of null and one other type.</summary>
internal sealed class NullableReader(int branchCount, int valueIndex, FieldReader value) : FieldReader
{
    public override void Read(ref AvroReader reader, AppenderColumn column)
    {
        if (reader.ReadUnion(branchCount) == valueIndex)
        {
            value.Read(ref reader, column);
        }
        else
        {
            column.AppendNull();
        }
    }
}

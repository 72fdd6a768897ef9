using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

/// <summary>Times and timestamps: a long, or an int for time-millis, times what makes it the column's unit.</summary>
internal sealed class EpochReader(bool isInt, long factor) : FieldReader
{
    public override void Read(ref AvroReader reader, AppenderColumn column) =>
        column.AppendEpoch(checked((isInt ? reader.ReadInt() : reader.ReadLong()) * factor));
}

namespace NbaPipeline.Avro;

/// <summary>A number that becomes a wider one. (Int to long and string to bytes have one encoding and are copied.)</summary>
internal sealed class PromoteNode(AvroType from, AvroType to) : PlanNode
{
    public override void Run(ref AvroReader reader, ref AvroWriter writer)
    {
        switch (from, to)
        {
            case (AvroType.Int, AvroType.Float):
                writer.WriteFloat(reader.ReadInt());
                break;
            case (AvroType.Long, AvroType.Float):
                writer.WriteFloat(reader.ReadLong());
                break;
            case (AvroType.Int, AvroType.Double):
                writer.WriteDouble(reader.ReadInt());
                break;
            case (AvroType.Long, AvroType.Double):
                writer.WriteDouble(reader.ReadLong());
                break;
            default:
                writer.WriteDouble(reader.ReadFloat());
                break;
        }
    }
}

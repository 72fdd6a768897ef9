namespace NbaPipeline.Avro;

/// <summary>Both schemas have the same encoding: the bytes go over as they are.</summary>
internal sealed class CopyNode(AvroSchema schema) : PlanNode
{
    public override void Run(ref AvroReader reader, ref AvroWriter writer)
    {
        var start = reader.Position;
        reader.Skip(schema);
        writer.WriteRaw(reader.Slice(start, reader.Position));
    }
}

namespace NbaPipeline.Avro;

/// <summary>Blocks of keys and values, each value by the plan for one.</summary>
internal sealed class MapNode(PlanNode value, AvroSchema writerValue) : PlanNode
{
    private readonly int _least = SchemaSize.Least(writerValue) + 1;

    public override void Run(ref AvroReader reader, ref AvroWriter writer)
    {
        reader.Enter();
        for (var count = reader.ReadBlockCount(_least); count > 0; count = reader.ReadBlockCount(_least))
        {
            writer.WriteBlockCount(count);
            for (var i = 0; i < count; i++)
            {
                writer.WriteStringUtf8(reader.ReadStringUtf8());
                value.Run(ref reader, ref writer);
            }
        }

        writer.WriteBlockEnd();
        reader.Leave();
    }
}

namespace NbaPipeline.Avro;

/// <summary>Blocks of items, each item by the plan for one.</summary>
internal sealed class ArrayNode(PlanNode item, AvroSchema writerItem) : PlanNode
{
    private readonly int _least = SchemaSize.Least(writerItem);

    public override void Run(ref AvroReader reader, ref AvroWriter writer)
    {
        reader.Enter();
        for (var count = reader.ReadBlockCount(_least); count > 0; count = reader.ReadBlockCount(_least))
        {
            writer.WriteBlockCount(count);
            for (var i = 0; i < count; i++)
            {
                item.Run(ref reader, ref writer);
            }
        }

        writer.WriteBlockEnd();
        reader.Leave();
    }
}

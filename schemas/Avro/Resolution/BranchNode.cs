namespace NbaPipeline.Avro;

/// <summary>The reader has a union and the writer one type: the value gets its branch's index.</summary>
internal sealed class BranchNode(int index, PlanNode value) : PlanNode
{
    public override void Run(ref AvroReader reader, ref AvroWriter writer)
    {
        writer.WriteUnion(index);
        value.Run(ref reader, ref writer);
    }
}

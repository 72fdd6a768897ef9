namespace NbaPipeline.Avro;

/// <summary>The writer has a union: the plan is chosen by the branch that comes.</summary>
internal sealed class UnionNode(PlanNode[] branches) : PlanNode
{
    public override void Run(ref AvroReader reader, ref AvroWriter writer) =>
        branches[reader.ReadUnion(branches.Length)].Run(ref reader, ref writer);
}

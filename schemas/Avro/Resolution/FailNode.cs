namespace NbaPipeline.Avro;

/// <summary>A value that the reader's schema cannot hold; an error only if such a value comes.</summary>
internal sealed class FailNode(string reason) : PlanNode
{
    public string Reason { get; } = reason;

    public override void Run(ref AvroReader reader, ref AvroWriter writer) => throw reader.Error(Reason, reader.Position);
}

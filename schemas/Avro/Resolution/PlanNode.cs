namespace NbaPipeline.Avro;

/// <summary>One step of a compiled plan: reads a value of the writer's schema and writes it as one of the reader's.</summary>
internal abstract class PlanNode
{
    public abstract void Run(ref AvroReader reader, ref AvroWriter writer);
}

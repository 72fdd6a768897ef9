namespace NbaPipeline.Avro;

/// <summary>One field of a record: converted from the writer's field, filled in with a default, or (a field of the writer only) skipped.</summary>
internal sealed class RecordStep
{
    private readonly PlanNode? _node;
    private readonly byte[]? _default;
    private readonly AvroSchema? _skipped;

    private RecordStep(int source, PlanNode? node, byte[]? value, AvroSchema? skipped)
    {
        Source = source;
        _node = node;
        _default = value;
        _skipped = skipped;
    }

    /// <summary>The position of the writer's field that is read; -1 for a default.</summary>
    public int Source { get; }

    public static RecordStep Convert(int source, PlanNode node) => new(source, node, null, null);

    public static RecordStep Default(byte[] value) => new(-1, null, value, null);

    public static RecordStep Skip(AvroField field) => new(field.Position, null, null, field.Schema);

    public void Run(ref AvroReader reader, ref AvroWriter writer)
    {
        if (_node is not null)
        {
            _node.Run(ref reader, ref writer);
        }
        else if (_default is not null)
        {
            writer.WriteRaw(_default);
        }
        else
        {
            reader.Skip(_skipped!);
        }
    }
}

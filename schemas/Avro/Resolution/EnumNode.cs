namespace NbaPipeline.Avro;

/// <summary>Symbols by name; one that the reader lacks becomes its default, or an error.</summary>
internal sealed class EnumNode : PlanNode
{
    private readonly EnumSchema _writer;
    private readonly int[] _indexes;

    public EnumNode(EnumSchema reader, EnumSchema writer)
    {
        _writer = writer;
        var other = reader.Default is null ? -1 : reader.IndexOf(reader.Default);
        _indexes = [.. writer.Symbols.Select(s => reader.IndexOf(s) is var i and >= 0 ? i : other)];
    }

    public override void Run(ref AvroReader reader, ref AvroWriter writer)
    {
        var start = reader.Position;
        var symbol = reader.ReadEnum(_indexes.Length);
        var index = _indexes[symbol];
        if (index < 0)
        {
            throw reader.Error($"the reader's enum lacks the symbol {_writer.Symbols[symbol]} and has no default", start);
        }

        writer.WriteLong(index);
    }
}

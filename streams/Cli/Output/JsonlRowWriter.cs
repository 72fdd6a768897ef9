namespace NbaPipeline.Cli;

/// <summary>One JSON object per line.</summary>
internal sealed class JsonlRowWriter(TextWriter output) : IRowWriter
{
    private IReadOnlyList<Column> _columns = [];

    public void Begin(IReadOnlyList<Column> columns) => _columns = columns;

    public void Row(IReadOnlyList<object?> values)
    {
        output.Write(CellText.JsonObject(_columns, values));
        output.Write('\n');
    }

    public void Flush() => output.Flush();

    public void End() { }
}

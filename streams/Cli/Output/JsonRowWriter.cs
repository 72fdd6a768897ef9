namespace NbaPipeline.Cli;

/// <summary>One JSON array, one object per row on a line of its own.</summary>
internal sealed class JsonRowWriter(TextWriter output) : IRowWriter
{
    private IReadOnlyList<Column> _columns = [];
    private bool _any;

    public void Begin(IReadOnlyList<Column> columns)
    {
        _columns = columns;
        output.Write('[');
    }

    public void Row(IReadOnlyList<object?> values)
    {
        output.Write(_any ? ",\n " : "");
        output.Write(CellText.JsonObject(_columns, values));
        _any = true;
    }

    public void Flush() => output.Flush();

    public void End() => output.Write("]\n");
}

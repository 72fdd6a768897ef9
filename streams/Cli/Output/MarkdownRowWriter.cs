namespace NbaPipeline.Cli;

/// <summary>A Markdown table; bars and line breaks inside cells are escaped.</summary>
internal sealed class MarkdownRowWriter(TextWriter output) : IRowWriter
{
    public void Begin(IReadOnlyList<Column> columns)
    {
        Line(columns.Select(c => c.Name));
        Line(columns.Select(c => c.IsNumber ? "---:" : "---"));
    }

    public void Row(IReadOnlyList<object?> values) => Line(values.Select(CellText.Of));

    public void Flush() => output.Flush();

    public void End() { }

    private void Line(IEnumerable<string> cells) =>
        output.Write(
            "| "
                + string.Join(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings("<br>")))
                + " |\n"
        );
}

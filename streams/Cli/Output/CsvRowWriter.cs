using System.Buffers;

namespace NbaPipeline.Cli;

/// <summary>RFC 4180 with a header line; lines end in LF, null is an empty field.</summary>
internal sealed class CsvRowWriter(TextWriter output) : IRowWriter
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    public void Begin(IReadOnlyList<Column> columns) => Line(columns.Select(c => c.Name));

    public void Row(IReadOnlyList<object?> values) => Line(values.Select(CellText.Of));

    public void Flush() => output.Flush();

    public void End() { }

    private void Line(IEnumerable<string> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
            {
                output.Write(',');
            }

            first = false;
            output.Write(cell.AsSpan().ContainsAny(Quoted) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
        }

        output.Write('\n');
    }
}

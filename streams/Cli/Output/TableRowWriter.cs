namespace NbaPipeline.Cli;

/// <summary>
/// Aligned columns for people. Widths come from the first rows (at most <see cref="MeasuredRows"/> are held back); later, longer cells push
/// their line out instead of being held in memory.
/// </summary>
internal sealed class TableRowWriter(TextWriter output, bool wide, bool colour, int terminalWidth) : IRowWriter
{
    private const int MeasuredRows = 1000;
    private const int LongestCell = 60;
    private readonly List<string[]> _held = [];
    private IReadOnlyList<Column> _columns = [];
    private int[]? _widths;

    public void Begin(IReadOnlyList<Column> columns) => _columns = columns;

    public void Row(IReadOnlyList<object?> values)
    {
        var cells = new string[_columns.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Cut(OneLine(_columns[i].IsNumber ? CellText.ForPeople(values[i]) : CellText.Of(values[i])));
        }

        if (_widths is null)
        {
            _held.Add(cells);
            if (_held.Count == MeasuredRows)
            {
                PrintHeld();
            }
        }
        else
        {
            Print(cells);
        }
    }

    public void Flush()
    {
        PrintHeld();
        output.Flush();
    }

    public void End() => PrintHeld();

    private static string OneLine(string cell) => cell.Contains('\n', StringComparison.Ordinal) ? cell.ReplaceLineEndings(" ") : cell;

    private string Cut(string cell) => wide || cell.Length <= LongestCell ? cell : cell[..(LongestCell - 1)] + "…";

    private void PrintHeld()
    {
        if (_widths is null)
        {
            _widths = [.. _columns.Select((c, i) => _held.Select(r => r[i].Length).Append(c.Name.Length).Max())];
            output.Write(colour ? "\u001b[1m" : "");
            Print([.. _columns.Select(c => c.Name)], colour ? "\u001b[0m" : "");
        }

        foreach (var row in _held)
        {
            Print(row);
        }

        _held.Clear();
    }

    private void Print(string[] cells, string after = "")
    {
        var line = new System.Text.StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            line.Append(_columns[i].IsNumber ? cells[i].PadLeft(_widths![i]) : cells[i].PadRight(_widths![i])).Append("  ");
        }

        var text = line.ToString().TrimEnd();
        output.Write(wide || text.Length <= terminalWidth ? text : text[..(terminalWidth - 1)] + "…");
        output.Write(after + "\n");
    }
}

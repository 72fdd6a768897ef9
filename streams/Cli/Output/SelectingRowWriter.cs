namespace NbaPipeline.Cli;

/// <summary>`--fields a,b`: hands on these columns, in this order.</summary>
internal sealed class SelectingRowWriter(IRowWriter next, IReadOnlyList<string>? fields, bool hideWide) : IRowWriter
{
    private int[] _picked = [];

    public void Begin(IReadOnlyList<Column> columns)
    {
        _picked = fields is null
            ? [.. Enumerable.Range(0, columns.Count).Where(i => !hideWide || !columns[i].WideOnly)]
            : [.. fields.Select(f => IndexOf(columns, f))];
        next.Begin([.. _picked.Select(i => columns[i])]);
    }

    public void Row(IReadOnlyList<object?> values)
    {
        var row = new object?[_picked.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = values[_picked[i]];
        }

        next.Row(row);
    }

    public void Flush() => next.Flush();

    public void End() => next.End();

    private static int IndexOf(IReadOnlyList<Column> columns, string field)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (string.Equals(columns[i].Name, field, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        var names = columns.Select(c => c.Name).ToList();
        var near = Nearest.Of(field, names);
        throw CliException.Usage(
            $"unknown field '{field}'{(near is null ? "" : $", did you mean '{near}'?")}",
            $"known: {string.Join(", ", names)}",
            "--fields alone lists them"
        );
    }
}

using System.CommandLine;

namespace NbaPipeline.Cli;

/// <summary>`-o` and `--fields` of the read verbs.</summary>
internal sealed class OutputOptions
{
    private const string Names = "table, wide, json, jsonl, csv, md";

    public Option<string?> Format { get; } =
        new("--output", "-o")
        {
            Description = "table, wide, json, jsonl, csv or md (default: table on a terminal, jsonl when piped)",
            HelpName = "FORMAT",
        };

    public Option<string?> Fields { get; } =
        new("--fields")
        {
            Description = "only these columns; without a value: list them",
            HelpName = "a,b",
            Arity = ArgumentArity.ZeroOrOne,
        };

    public void AddTo(Command command)
    {
        command.Add(Format);
        command.Add(Fields);
    }

    /// <summary>True when the user asks which columns there are; they are printed then, one per line.</summary>
    public bool ListsFields(VerbContext context, IEnumerable<Column> columns)
    {
        if (!context.Given(Fields) || !string.IsNullOrEmpty(context.Get(Fields)))
        {
            return false;
        }

        foreach (var column in columns)
        {
            context.Out.Write(column.Name + "\n");
        }

        return true;
    }

    public OutputFormat FormatOf(VerbContext context)
    {
        var text = context.Get(Format);
        if (text is null)
        {
            return context.Host.OutIsTerminal ? OutputFormat.Table : OutputFormat.Jsonl;
        }

        if (Enum.TryParse<OutputFormat>(text, ignoreCase: true, out var format) && text.All(char.IsAsciiLetter))
        {
            return format;
        }

        var near = Nearest.Of(text, Names.Split(", "));
        throw CliException.Usage(
            $"unknown output format '{text}'{(near is null ? "" : $", did you mean '{near}'?")}",
            $"known: {Names}",
            "see nba help formats"
        );
    }

    public IRowWriter WriterFor(VerbContext context)
    {
        var format = FormatOf(context);
        IRowWriter writer = format switch
        {
            OutputFormat.Json => new JsonRowWriter(context.Out),
            OutputFormat.Jsonl => new JsonlRowWriter(context.Out),
            OutputFormat.Csv => new CsvRowWriter(context.Out),
            OutputFormat.Md => new MarkdownRowWriter(context.Out),
            _ => new TableRowWriter(context.Out, format == OutputFormat.Wide, context.OutColour, context.Host.Width),
        };
        var fields = context.Get(Fields) is { Length: > 0 } list
            ? list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : null;
        return new SelectingRowWriter(writer, fields, hideWide: format == OutputFormat.Table);
    }

    /// <summary>Prints a result that is all there.</summary>
    public void Print(VerbContext context, IReadOnlyList<Column> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var writer = WriterFor(context);
        writer.Begin(columns);
        foreach (var row in rows)
        {
            writer.Row(row);
        }

        writer.End();
    }
}

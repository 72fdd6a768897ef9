using System.CommandLine;
using System.Text;

namespace NbaPipeline.Cli.Commands;

/// <summary>`nba topics read TOPIC`.</summary>
internal sealed class TopicsReadCommand : Verb
{
    private readonly Argument<string> _topic = new("topic") { HelpName = "TOPIC" };
    private readonly RangeOptions _range = new();
    private readonly OutputOptions _output = new();
    private readonly Option<bool> _raw = new("--raw") { Description = "the bytes of the values, a line break after each" };
    private readonly Option<bool> _hex = new("--hex") { Description = "values in hex, not decoded" };
    private readonly Option<bool> _metaOnly = new("--meta-only") { Description = "no values, but their sizes" };
    private readonly Option<string?> _format = new("--format", "-f")
    {
        Description = "line per record, e.g. '%t[%p]@%o %k %v\\n' (nba help record-format)",
        HelpName = "TEXT",
    };

    public TopicsReadCommand()
        : base("read", "prints the committed records of a topic, Avro decoded by the schema id in each")
    {
        Add(_topic);
        _range.AddTo(this);
        Add(_raw);
        Add(_hex);
        Add(_metaOnly);
        Add(_format);
        _output.AddTo(this);
    }

    public override IReadOnlyList<string> Examples =>
        [
            "nba topics read nba.predictions.points --last 5",
            "nba topics read nba.clean.points_line --since 2024-03-01 --until 2024-03-02 -o csv",
            "nba topics read nba.raw.player_props --offset 0:100-109 -f '%p@%o %k %T\\n'",
        ];

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancel)
    {
        var selection = _range.Of(context);
        var template = context.Get(_format) is { } format ? new RecordTemplate(format) : null;
        RefuseTwoForms(context, template);
        var rows = RecordRows.For(context.Get(_metaOnly), context.Get(_hex));
        _output.FormatOf(context);
        if (_output.ListsFields(context, rows.Columns))
        {
            return ExitCode.Done;
        }

        await using var kafka = await KafkaSession.OpenAsync(context, cancel);
        using var decoder = context.Services.Decoder(kafka.Endpoint, kafka.View);
        var records = RangeReader.Read(kafka.View, context.Get(_topic)!, selection, cancel);
        if (context.Get(_raw) && template is null)
        {
            WriteRaw(context, records);
        }
        else if (template is not null)
        {
            WriteLines(context, records, template, decoder);
        }
        else
        {
            WriteRows(context, records, rows, decoder);
        }

        return ExitCode.Done;
    }

    private void RefuseTwoForms(VerbContext context, RecordTemplate? template)
    {
        var forms = new[] { (context.Get(_raw), "--raw"), (context.Get(_hex), "--hex"), (context.Get(_metaOnly), "--meta-only") }
            .Where(f => f.Item1)
            .Select(f => f.Item2)
            .ToList();
        if (forms.Count > 1)
        {
            throw CliException.Usage($"{forms[0]} and {forms[1]} exclude each other");
        }

        if (template is not null && (context.Given(_output.Format) || context.Given(_output.Fields)))
        {
            throw CliException.Usage("-f gives the form of the line, -o and --fields do not go with it");
        }
    }

    private static void WriteRaw(VerbContext context, IEnumerable<TopicRecord?> records)
    {
        context.Out.Flush();
        foreach (var record in records)
        {
            if (record is null)
            {
                context.Host.OutBytes.Flush();
                continue;
            }

            context.Host.OutBytes.Write(record.Value);
            context.Host.OutBytes.WriteByte((byte)'\n');
        }

        context.Host.OutBytes.Flush();
    }

    private void WriteLines(VerbContext context, IEnumerable<TopicRecord?> records, RecordTemplate template, IValueDecoder decoder)
    {
        foreach (var record in records)
        {
            if (record is null)
            {
                context.Out.Flush();
                continue;
            }

            context.Out.Write(template.Render(record, ValueText(context, record, decoder)));
        }
    }

    private string ValueText(VerbContext context, TopicRecord record, IValueDecoder decoder)
    {
        if (record.Value is null || context.Get(_metaOnly))
        {
            return "";
        }

        if (context.Get(_hex))
        {
            return Convert.ToHexStringLower(record.Value);
        }

        if (context.Get(_raw))
        {
            return Encoding.UTF8.GetString(record.Value);
        }

        var decoded = decoder.Decode(record);
        return decoded.Reason is null ? decoded.Json?.Text ?? "" : CellText.Json(RecordRows.Error(record, decoded));
    }

    private void WriteRows(VerbContext context, IEnumerable<TopicRecord?> records, RecordRows rows, IValueDecoder decoder)
    {
        var writer = _output.WriterFor(context);
        writer.Begin(rows.Columns);
        foreach (var record in records)
        {
            if (record is null)
            {
                writer.Flush();
                continue;
            }

            writer.Row(rows.Of(record, decoder));
        }

        writer.End();
    }
}

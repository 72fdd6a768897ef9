using System.Globalization;

namespace NbaPipeline.Cli.Run;

/// <summary>The report as tables for people or as one JSON object.</summary>
internal static class ReportPrinter
{
    public static string Json(RunReport report) =>
        CellText.Json(
            new Dictionary<string, object?>
            {
                ["topics"] = report
                    .Topics.Select(t => new Dictionary<string, object?>
                    {
                        ["name"] = t.Name,
                        ["in"] = t.In,
                        ["out"] = t.Out,
                        ["dlq"] = t.Dlq,
                    })
                    .ToList(),
                ["predictions"] = new Dictionary<string, object?>
                {
                    ["made"] = report.Predictions.Made,
                    ["graded"] = report.Predictions.Graded,
                    ["mae"] = report.Predictions.Mae,
                    ["lineMae"] = report.Predictions.LineMae,
                    ["bias"] = report.Predictions.Bias,
                    ["hitRate"] = report.Predictions.HitRate,
                    ["pushes"] = report.Predictions.Pushes,
                    ["voids"] = report.Predictions.Voids,
                },
            }
        ) + "\n";

    public static void Tables(RunReport report, TextWriter output, bool colour)
    {
        var topics = new TableRowWriter(output, wide: true, colour, int.MaxValue);
        topics.Begin([new("topic"), new("in", true), new("out", true), new("dlq", true), new("records/s", true)]);
        foreach (var t in report.Topics)
        {
            topics.Row([t.Name, t.In, t.Out, t.Dlq, (long)t.PerSecond]);
        }

        topics.End();
        output.Write('\n');
        var p = report.Predictions;
        var score = new TableRowWriter(output, wide: true, colour, int.MaxValue);
        score.Begin([
            new("predictions"),
            new("made", true),
            new("graded", true),
            new("MAE", true),
            new("line MAE", true),
            new("bias", true),
            new("hit rate", true),
            new("pushes", true),
            new("voids", true),
        ]);
        score.Row([
            "moving average",
            p.Made,
            p.Graded,
            Number(p.Mae),
            Number(p.LineMae),
            Number(p.Bias),
            p.HitRate is { } h ? h.ToString("P1", CultureInfo.InvariantCulture) : "-",
            p.Pushes,
            p.Voids,
        ]);
        score.End();
    }

    private static object Number(double? value) => value is { } v ? v.ToString("0.000", CultureInfo.InvariantCulture) : "-";
}

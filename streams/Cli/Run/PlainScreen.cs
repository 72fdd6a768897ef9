using System.Globalization;

namespace NbaPipeline.Cli.Run;

/// <summary>Off a terminal: one line per ten seconds.</summary>
internal sealed class PlainScreen(TextWriter error, TimeProvider clock) : IRunScreen
{
    private readonly TextWriter _error = TextWriter.Synchronized(error); // log lines come from every thread of the run
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private long _last = clock.GetTimestamp();

    public void Say(string line) => _error.WriteLine(line);

    public void Update(IReadOnlyList<StageRow> stages, ReplayProgress replay)
    {
        if (clock.GetElapsedTime(_last) < Interval)
        {
            return;
        }

        _last = clock.GetTimestamp();
        _error.WriteLine(string.Join("  ", stages.Select(Describe).Prepend(Describe(replay))));
    }

    public void Close() { }

    internal static string Describe(ReplayProgress replay)
    {
        if (replay is { Rows: 0, Total: null, RowsRead: > 0 })
        {
            return $"source: {CellText.ForPeople(replay.RowsRead)} rows read;";
        }

        var share = replay.Total is > 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" of {CellText.ForPeople(replay.Total)} ({100.0 * replay.Rows / replay.Total:0} %)"
            )
            : "";
        var at = replay.EventTimeMs is { } ms ? $", at {DateTimeOffset.FromUnixTimeMilliseconds(ms):yyyy-MM-dd}" : "";
        return $"source: {CellText.ForPeople(replay.Rows)}{share} records{at};";
    }

    private static string Describe(StageRow s) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{s.Name}: {CellText.ForPeople((long)s.InPerSecond)}/s lag {CellText.ForPeople(s.Lag)}{(s.DeadLetters > 0 ? $" dlq {s.DeadLetters}" : "")}{(s.State == "running" ? "" : " " + s.State)}"
        );
}

using System.CommandLine;
using System.Globalization;

namespace NbaPipeline.Cli;

/// <summary>The one range grammar of all verbs that read records (`nba help ranges`).</summary>
internal sealed class RangeOptions
{
    public Option<string?> Since { get; } =
        new("--since") { Description = "from this record time on: instant, date, or 2h back from now", HelpName = "TIME" };

    public Option<string?> Until { get; } = new("--until") { Description = "up to this record time", HelpName = "TIME" };

    public Option<string[]> Offset { get; } =
        new("--offset")
        {
            Description = "partition and offsets, both ends included; repeatable",
            HelpName = "P:A-B",
            DefaultValueFactory = _ => [],
            Arity = ArgumentArity.OneOrMore,
        };

    public Option<int[]> Partition { get; } =
        new("--partition")
        {
            Description = "only this partition; repeatable",
            HelpName = "P",
            DefaultValueFactory = _ => [],
            Arity = ArgumentArity.OneOrMore,
        };

    public Option<long?> Last { get; } = new("--last") { Description = "the last records of each partition", HelpName = "N" };

    public Option<long?> Limit { get; } = new("--limit") { Description = "stop after so many records", HelpName = "N" };

    public Option<bool> Follow { get; } = new("--follow") { Description = "go on with what comes" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Since, Until, Offset, Partition, Last, Limit, Follow])
        {
            command.Add(option);
        }
    }

    public RangeSelection Of(VerbContext context)
    {
        var now = context.Host.Clock.GetUtcNow();
        var selection = new RangeSelection
        {
            Since = context.Get(Since) is { } since ? ParseTime("--since", since, now) : null,
            Until = context.Get(Until) is { } until ? ParseTime("--until", until, now) : null,
            Offsets = [.. (context.Get(Offset) ?? []).Select(OffsetSpan.Parse)],
            Partitions = context.Get(Partition) ?? [],
            Last = NotNegative("--last", context.Get(Last)),
            Limit = NotNegative("--limit", context.Get(Limit)),
            Follow = context.Get(Follow),
        };
        if (selection.Last is not null && (selection.Offsets.Count > 0 || selection.Since is not null))
        {
            throw CliException.Usage("--last cannot be combined with --since or --offset", null, "see nba help ranges");
        }

        if (selection is { Since: { } from, Until: { } to } && from >= to)
        {
            throw CliException.Usage("the time range is empty", $"--since {from:O} is not before --until {to:O}");
        }

        return selection;
    }

    private static long? NotNegative(string flag, long? value) =>
        value is < 0 ? throw CliException.Usage($"{flag} must not be negative", $"got {value}") : value;

    private static DateTimeOffset ParseTime(string flag, string text, DateTimeOffset now)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (Durations.TryParse(text, out var back))
        {
            return now - back;
        }

        return
            DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out var time)
            || (text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out time))
            ? time
            : throw CliException.Usage(
                $"{flag} is no time",
                $"got '{text}', expected an instant (2024-01-15T02:30:00Z), a date (2024-01-15) or a duration (2h)",
                "see nba help ranges"
            );
    }
}

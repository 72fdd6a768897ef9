using System.CommandLine;
using System.Globalization;
using NbaPipeline.Cli.Run;
using NbaPipeline.Contracts;

namespace NbaPipeline.Cli.Commands;

/// <summary>`nba status`: lag of every stage on every topic, from the broker's committed offsets alone.</summary>
internal sealed class StatusCommand : Verb
{
    // Above it the offsets' difference is shown: an upper bound, and near enough for a number this large.
    private const long LargestCount = 100_000;

    private static readonly Column[] Columns =
    [
        new("stage"),
        new("application", WideOnly: true),
        new("state"),
        new("topic"),
        new("lagRecords", true),
        new("lagMs", true),
        new("dlqRecords", true),
        new("committed", WideOnly: true),
    ];

    private readonly OutputOptions _output = new();
    private readonly Option<bool> _check = new("--check") { Description = "exit 4 when a stage lags or a record is dead-lettered" };
    private readonly Option<string?> _watch = new("--watch") { Description = "again every so often, until Ctrl+C", HelpName = "1s" };

    public StatusCommand()
        : base("status", "shows what each stage has committed: lag in records and in event time, dead letters")
    {
        Add(_check);
        Add(_watch);
        _output.AddTo(this);
    }

    public override IReadOnlyList<string> Examples =>
        ["nba status", "nba status --check", "nba status -o jsonl --fields stage,topic,lagRecords"];

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes => [(ExitCode.Found, "--check found lag or dead letters")];

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancel)
    {
        _output.FormatOf(context);
        if (_output.ListsFields(context, Columns))
        {
            return ExitCode.Done;
        }

        var every = context.Get(_watch) is { } text ? Durations.Parse("--watch", text) : (TimeSpan?)null;
        await using var kafka = await KafkaSession.OpenAsync(context, cancel);
        while (true)
        {
            var lines = Look(context, kafka.View, cancel);
            _output.Print(context, Columns, lines.Select(Row));
            if (every is null)
            {
                return context.Get(_check) ? Check(context, lines) : ExitCode.Done;
            }

            context.Out.Flush();
            await Task.Delay(every.Value, context.Host.Clock, cancel);
        }
    }

    private static int Check(VerbContext context, IReadOnlyList<Line> lines)
    {
        var found = lines.Where(l => l.Lag > 0 || l.DeadLetters > 0).ToList();
        foreach (var line in found)
        {
            context.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{line.Stage.Name}: {line.Topic} lags {line.Lag} records, {line.DeadLetters} dead letters"
                )
            );
        }

        return found.Count > 0 ? ExitCode.Found : ExitCode.Done;
    }

    private static List<Line> Look(VerbContext context, IKafkaView view, CancellationToken cancel)
    {
        var topics = view.Topics();
        var running = RunLock.IsHeld(context.Data);
        var lines = new List<Line>();
        foreach (var stage in context.Services.Stages)
        {
            foreach (var topic in stage.Inputs.Where(topics.ContainsKey))
            {
                lines.Add(Look(view, stage, topic, topics, running, cancel));
            }
        }

        return lines;
    }

    private static Line Look(
        IKafkaView view,
        StageInfo stage,
        string topic,
        IReadOnlyDictionary<string, int> topics,
        bool running,
        CancellationToken cancel
    )
    {
        var partitions = new Dictionary<string, int> { [topic] = topics[topic] };
        var behind = CatchUp.Behind(view, stage.ApplicationId, partitions);
        var span = behind.Sum(r => r.To + 1 - r.From);
        var records = behind.Count == 0 || span > LargestCount ? null : view.Read(behind, false, cancel).OfType<TopicRecord>().ToList();
        var lag = records?.Count ?? span;
        var committed = view.Committed(stage.ApplicationId, [.. Enumerable.Range(0, topics[topic]).Select(p => (topic, p))]);
        var dead =
            Topics.TryGet(topic, out var known) && topics.TryGetValue(known.DeadLetterName, out var count)
                ? TopicTally
                    .Scan(view, new Dictionary<string, int> { [known.DeadLetterName] = count }, null, cancel)[known.DeadLetterName]
                    .Records
                : 0;
        var state =
            running ? "running"
            : lag > 0 ? "behind"
            : committed.Count == 0 ? "not started"
            : "caught up";
        return new Line(stage, topic, lag, LagMs(view, behind, records, cancel), dead, committed, state);
    }

    /// <summary>Event time between the first record not committed and the last there is.</summary>
    private static long? LagMs(IKafkaView view, List<PartitionRange> behind, List<TopicRecord>? records, CancellationToken cancel)
    {
        if (records is not null || behind.Count == 0)
        {
            return records is { Count: > 0 } ? records.Max(r => r.TimestampMs) - records.Min(r => r.TimestampMs) : 0;
        }

        var first = behind.Select(r => view.Read([r], false, cancel).OfType<TopicRecord>().FirstOrDefault()?.TimestampMs).Min();
        var last = behind
            .Select(r =>
                view.Read([r with { From = Math.Max(r.From, r.To - 100) }], false, cancel)
                    .OfType<TopicRecord>()
                    .LastOrDefault()
                    ?.TimestampMs
            )
            .Max();
        return last - first;
    }

    private static object?[] Row(Line l) =>
        [
            l.Stage.Name,
            l.Stage.ApplicationId,
            l.State,
            l.Topic,
            l.Lag,
            l.LagMs,
            l.DeadLetters,
            l.Committed.OrderBy(c => c.Key).ToDictionary(c => c.Key.Partition.ToString(CultureInfo.InvariantCulture), c => c.Value),
        ];

    private sealed record Line(
        StageInfo Stage,
        string Topic,
        long Lag,
        long? LagMs,
        long DeadLetters,
        IReadOnlyDictionary<(string Topic, int Partition), long> Committed,
        string State
    );
}

using System.CommandLine;

namespace NbaPipeline.Cli.Commands;

/// <summary>`nba topics list`.</summary>
internal sealed class TopicsListCommand : Verb
{
    private static readonly Column[] Columns =
    [
        new("name"),
        new("partitions", true),
        new("records", true),
        new("bytes", true),
        new("cleanup"),
        new("firstTime"),
        new("lastTime"),
        new("offsets", true, true),
    ];

    private readonly OutputOptions _output = new();
    private readonly Option<bool> _all = new("--all") { Description = "changelogs, repartition topics and schemas too" };
    private readonly Option<bool> _noCount = new("--no-count")
    {
        Description = "do not read the topics: records, bytes and times stay empty",
    };

    public TopicsListCommand()
        : base("list", "lists topics with partitions, records, bytes and the range of event time")
    {
        Add(_all);
        Add(_noCount);
        _output.AddTo(this);
    }

    public override IReadOnlyList<string> Examples =>
        ["nba topics list", "nba topics list --all --no-count", "nba topics list -o csv --fields name,records"];

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancel)
    {
        _output.FormatOf(context);
        if (_output.ListsFields(context, Columns))
        {
            return ExitCode.Done;
        }

        await using var kafka = await KafkaSession.OpenAsync(context, cancel);
        var topics = kafka
            .View.Topics()
            .Where(t => context.Get(_all) || !IsInternal(t.Key))
            .OrderBy(t => t.Key, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        var tallies = context.Get(_noCount) ? null : TopicTally.Scan(kafka.View, topics, null, cancel);
        _output.Print(context, Columns, topics.Select(t => Row(kafka.View, t.Key, t.Value, tallies?[t.Key])));
        return ExitCode.Done;
    }

    internal static bool IsInternal(string topic) =>
        topic.StartsWith('_')
        || topic.EndsWith("-changelog", StringComparison.Ordinal)
        || topic.EndsWith("-repartition", StringComparison.Ordinal);

    private static object?[] Row(IKafkaView view, string topic, int partitions, TopicTally? tally)
    {
        var ends = Enumerable.Range(0, partitions).Select(p => view.Ends(topic, p)).ToList();
        return
        [
            topic,
            partitions,
            tally?.Records,
            tally?.Bytes,
            view.Settings(topic).GetValueOrDefault("cleanup.policy"),
            Time(tally?.FirstTimeMs),
            Time(tally?.LastTimeMs),
            ends.Sum(e => e.High - e.Low),
        ];
    }

    private static DateTimeOffset? Time(long? ms) => ms is { } t and >= 0 ? DateTimeOffset.FromUnixTimeMilliseconds(t) : null;
}

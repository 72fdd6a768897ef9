using System.CommandLine;
using System.Globalization;

namespace NbaPipeline.Cli.Commands;

/// <summary>`nba produce [TOPIC]`.</summary>
internal sealed class ProduceCommand : Verb
{
    private readonly Argument<string?> _topic = new("topic") { HelpName = "TOPIC", Arity = ArgumentArity.ZeroOrOne };
    private readonly InputOptions _input = new();

    public ProduceCommand()
        : base(
            "produce",
            "writes records: without TOPIC the recorded seasons to the raw topics, with TOPIC the JSON lines of standard input"
        )
    {
        Add(_topic);
        _input.AddTo(this);
    }

    public override IReadOnlyList<string> Examples =>
        [
            "nba produce --seasons 2023-24",
            "nba topics read nba.dlq.raw.player_boxscore --last 1 | nba produce nba.raw.player_boxscore",
            "echo '{\"key\":\"k\",\"value\":\"text\"}' | nba produce notes --bootstrap 127.0.0.1:9092",
        ];

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes =>
        [(ExitCode.Failed, "a line or a file cannot be read; of standard input nothing is written then")];

    public override Task<int> RunAsync(VerbContext context, CancellationToken cancel) =>
        context.Get(_topic) is { } topic ? ProduceLinesAsync(context, topic, cancel) : ReplayAsync(context, cancel);

    private async Task<int> ReplayAsync(VerbContext context, CancellationToken cancel)
    {
        var options = _input.OptionsFrom(context);
        using var only = RunLock.Take(context.Data);
        await using var lease = await BrokerChoice.For(context, BrokerUse.Run).AcquireAsync(BrokerUse.Run, cancel);
        var endpoint = new KafkaEndpoint(lease.Bootstrap, context.ClientSettings, context.Timeout, context.Verbose ? context.Say : null);
        await using var pipeline = context.Services.Pipeline(options, endpoint, context.Say);
        await pipeline.PrepareAsync(cancel);
        await pipeline.Replay.RunAsync(cancel);
        context.Say(string.Create(CultureInfo.InvariantCulture, $"{pipeline.Replay.Progress.Rows} records added to the raw topics"));
        return pipeline.Replay.Failures.Count == 0
            ? ExitCode.Done
            : throw new CliException(
                ExitCode.Failed,
                $"{pipeline.Replay.Failures.Count} files could not be read to their end; what was good in them is in the topics",
                options.Input,
                string.Join('\n', pipeline.Replay.Failures)
            );
    }

    private static async Task<int> ProduceLinesAsync(VerbContext context, string topic, CancellationToken cancel)
    {
        await using var kafka = await KafkaSession.OpenAsync(context, cancel);
        var topics = kafka.View.Topics();
        if (!topics.ContainsKey(topic))
        {
            var near = Nearest.Of(topic, topics.Keys);
            throw CliException.Usage(
                $"there is no topic '{topic}'{(near is null ? "" : $", did you mean '{near}'?")}",
                $"known: {string.Join(", ", topics.Keys.Order(StringComparer.Ordinal))}"
            );
        }

        using var encoder = context.Services.Encoder(kafka.Endpoint, kafka.View);
        using var sink = context.Services.Sink(kafka.Endpoint);
        var count = 0L;
        var last = sink.Write(topic, Lines(context, topic, encoder, () => count++), cancel);
        context.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count} records produced{string.Concat(last.OrderBy(l => l.Key).Select(l => $", last {topic}[{l.Key}]@{l.Value}"))}"
            )
        );
        return ExitCode.Done;
    }

    private static IEnumerable<TopicRecord> Lines(VerbContext context, string topic, IValueEncoder encoder, Action counted)
    {
        for (var number = 1; context.Host.In.ReadLine() is { } line; number++)
        {
            if (line.Length > 0)
            {
                yield return RecordLine.Parse(topic, line, number, encoder, context.Host.Clock);
                counted();
            }
        }
    }
}

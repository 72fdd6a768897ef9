using Microsoft.Extensions.Logging;
using NbaPipeline.SchemaRegistry;
using NbaPipeline.Sources;

namespace NbaPipeline.Cli.Run;

/// <summary>The recorded seasons of a folder as the source of a run.</summary>
internal sealed class SeasonSource(
    RunOptions options,
    KafkaEndpoint endpoint,
    ISchemaRegistry registry,
    IReplayPace pace,
    TimeProvider clock,
    Action<string> say,
    ILoggerFactory loggers
) : IReplay
{
    public ReplayProgress Progress { get; private set; } = new(0, null, null);

    public long? CompleteToMs { get; private set; }

    public IReadOnlyList<string> Failures { get; private set; } = [];

    public async Task RunAsync(CancellationToken cancel)
    {
        var broker = new KafkaSourceBroker(
            new KafkaSourceOptions
            {
                BootstrapServers = endpoint.Bootstrap,
                ClientSettings = endpoint.Settings,
                ConnectTimeout = endpoint.Timeout,
            }
        );
        var replay = new SeasonReplay(
            new SeasonReplayOptions { DataDirectory = options.Input, Seasons = options.Seasons },
            new InputFiles(),
            broker,
            registry,
            new DeclaredProgress(broker, EngineStage.ProgressTopic),
            clock,
            loggers.CreateLogger<SeasonReplay>(),
            pace
        );
        try
        {
            var result = await replay.RunAsync(new Reports(this), cancel);
            foreach (var line in result.Warnings)
            {
                say($"warning: {line}");
            }

            CompleteToMs = result.CompleteToMs >= 0 ? result.CompleteToMs : null;
            Failures = [.. result.Failures.Select(f => $"{f.File}, row {f.LastGoodRow}: {f.Message}")];
        }
        catch (Exception e) when (e is SourceException or SourceTransactionException)
        {
            throw new CliException(ExitCode.Failed, "the recorded seasons cannot be replayed", options.Input, e.Message, inner: e);
        }
    }

    /// <summary>Takes each report on the thread that makes it: the newest is what counts.</summary>
    private sealed class Reports(SeasonSource source) : IProgress<SeasonReplayProgress>
    {
        public void Report(SeasonReplayProgress value) =>
            source.Progress = new ReplayProgress(
                value.RecordsProduced,
                value.RecordsTotal > 0 ? value.RecordsTotal : null,
                value.EventTimeMs >= 0 ? value.EventTimeMs : null,
                value.RowsRead
            );
    }
}

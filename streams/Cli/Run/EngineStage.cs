using Microsoft.Extensions.Logging;
using NbaPipeline.Contracts;
using NbaPipeline.Dataflow;
using NbaPipeline.SchemaRegistry;
using NbaPipeline.Topologies;

namespace NbaPipeline.Cli.Run;

/// <summary>A stage as an application of the engine in this process.</summary>
internal sealed class EngineStage : IStage
{
    /// <summary>Where sources and stages say how far in event time their topics are complete.</summary>
    public const string ProgressTopic = "nba.ops.progress";

    private const string FetchWait = "fetch.wait.max.ms";

    private readonly Stage _stage;
    private readonly DataflowApplication _application;
    private readonly HashSet<int> _declared;

    public EngineStage(
        Stage stage,
        RunOptions options,
        KafkaEndpoint endpoint,
        ISchemaRegistry registry,
        TimeProvider clock,
        ILoggerFactory loggers
    )
    {
        _stage = stage;
        var topology = stage.Build(new RegistryContractSerdes(registry, stage.ApplicationId));
        _declared =
        [
            .. topology.Describe().SubTopologies.Where(s => s.Ordering.StartsWith("complete", StringComparison.Ordinal)).Select(s => s.Id),
        ];
        Inputs = StageTopics.InputsOf(stage, topology);
        _application = new DataflowApplication(
            topology,
            new DataflowOptions
            {
                ApplicationId = stage.ApplicationId,
                BootstrapServers = endpoint.Bootstrap,
                Threads = options.Threads,
                CommitIntervalMs = options.CommitIntervalMs,
                StateDirectory = options.Folder.StateOf(stage.ApplicationId),
                DeadLetterTopic = DeadLetterOf,
                ProgressTopic = ProgressTopic,
                ClientProperties = PropertiesOf(endpoint),
            },
            loggers,
            clock
        );
    }

    public string Name => _stage.Name;

    public string ApplicationId => _stage.ApplicationId;

    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Outputs => [.. _stage.Outputs.Select(t => t.Name)];

    public string State =>
        _application.State is ApplicationState.Starting && _application.Metrics.RecordsRestoring > 0
            ? "restoring"
            : _application.State.ToString().ToLowerInvariant();

    public long? StreamTimeMs =>
        _application.Tasks.Select(t => t.StreamTimeMs).Where(t => t != long.MinValue).DefaultIfEmpty(long.MinValue).Max() is var time
        && time > long.MinValue
            ? time
            : null;

    public long? CompleteToMs
    {
        get
        {
            var tasks = _application.Tasks.Where(t => _declared.Contains(t.Id.SubTopology)).ToList();
            var frontier = tasks.Select(t => t.FrontierMs).DefaultIfEmpty(_declared.Count == 0 ? long.MaxValue : long.MinValue).Min();
            return frontier == long.MinValue ? null : frontier;
        }
    }

    public string? WaitingFor => _application.Tasks.Select(t => t.WaitingFor).FirstOrDefault(w => w is not null);

    public Exception? Failure => _application.Failure;

    // Asks Kafka and waits for answers: five of these on the pool would leave the broker in this process no thread to answer with.
    public Task StartAsync(CancellationToken cancel) =>
        Task.Factory.StartNew(_application.Start, cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public Task StopAsync() => _application.StopAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    /// <summary>A run ends when it has caught up, so that nobody pays for the fetches of an idle consumer: short waits (docs/client.md).</summary>
    internal static IReadOnlyDictionary<string, string> PropertiesOf(KafkaEndpoint endpoint) =>
        endpoint.Settings.ContainsKey(FetchWait)
            ? endpoint.Settings
            : new Dictionary<string, string>(endpoint.Settings, StringComparer.Ordinal) { [$"consumer.{FetchWait}"] = "10" };

    /// <summary>A topic outside the catalogue is the stage's own repartition topic; it is named after that.</summary>
    private static string DeadLetterOf(string topic) =>
        Topics.TryGet(topic, out var known) ? known.DeadLetterName : $"{Topic.Prefix}dlq.{topic}";
}

using System.Globalization;
using Microsoft.Extensions.Logging;
using NbaPipeline.AvroSerdes;
using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Predictions;
using NbaPipeline.SchemaRegistry;
using NbaPipeline.Topologies;

namespace NbaPipeline.Cli.Run;

/// <summary>The real parts: recorded seasons, one application of the engine per stage, the materialiser, one registry for all of them.</summary>
internal sealed class SeasonPipeline : IPipeline
{
    private readonly RunOptions _options;
    private readonly KafkaEndpoint _endpoint;
    private readonly KafkaSchemaRegistry _registry;
    private readonly ILoggerFactory _loggers;

    public SeasonPipeline(RunOptions options, KafkaEndpoint endpoint, Action<string> say, TimeProvider clock)
    {
        _options = options;
        _endpoint = endpoint;
        _loggers = endpoint.Log is null ? new LineLoggers(say, LogLevel.Warning) : new LineLoggers(endpoint.Log, LogLevel.Information);
        _registry = new KafkaSchemaRegistry(
            new KafkaSchemaRegistryOptions { BootstrapServers = endpoint.Bootstrap, ClientSettings = endpoint.Settings },
            clock,
            _loggers.CreateLogger<KafkaSchemaRegistry>()
        );
        Stages = [.. Topologies.Stages.All.Select(s => new EngineStage(s, options, endpoint, _registry, clock, _loggers))];
        Replay = new SeasonSource(options, endpoint, _registry, new StageLead(Stages, clock, say), clock, say, _loggers);
        Materialiser = new TableKeeper(options.Folder, endpoint, _registry, clock, _loggers);
    }

    public IReplay Replay { get; }

    public IReadOnlyList<IStage> Stages { get; }

    public IMaterialiser Materialiser { get; }

    public string DescribePrediction(TopicRecord record)
    {
        var p = new AvroSerde<PointsPrediction>(_registry, Topics.PointsPrediction.Name).Deserialize(record.Value);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{p.PlayerFullName} ({p.TeamAbbr}), {p.GameDate:yyyy-MM-dd}: {p.PredictedPoints} points, line {p.CurrentPointsLine?.ToString(CultureInfo.InvariantCulture) ?? "none"}"
        );
    }

    public Task PrepareAsync(CancellationToken cancel) =>
        Task.WhenAll(
            new TopicCreator(_endpoint).CreateAsync(_options.Partitions, cancel),
            // Schema ids are part of the bytes of a value: they must not depend on which stage happens to write first.
            Task.Factory.StartNew(
                () => ContractSchemas.RegisterAll(_registry),
                cancel,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var stage in Stages)
        {
            await stage.DisposeAsync();
        }

        await Materialiser.DisposeAsync();
        _registry.Dispose();
        _loggers.Dispose();
    }
}

using System.Data.Common;
using Microsoft.Extensions.Logging;
using NbaPipeline.Cli.Bench;
using NbaPipeline.Cli.Commands;
using NbaPipeline.Cli.Run;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Cli;

/// <summary>The parts of the outside world that tests replace.</summary>
internal sealed record CliServices
{
    public static CliServices Default { get; } = new();

    public Func<IReadOnlyDictionary<string, string>, IBrokerProbe> Probe { get; init; } = settings => new KafkaProbe(settings);

    /// <summary>Starts the Apache Kafka of a folder: home of the distribution, host, data dir.</summary>
    public Func<string, CliHost, DataFolder, IKafkaLauncher> Launcher { get; init; } =
        (home, host, folder) => new KafkaScript(home, folder.KafkaLog, host.Variable);

    public Func<VerbContext, IBrokerHost> BrokerHost { get; init; } =
        context => new BrokerHost(
            new LineLoggers(context.Say, context.Verbose ? LogLevel.Information : LogLevel.Warning),
            context.Host.Clock
        );

    public IPorts Ports { get; init; } = new LoopbackPorts();

    public Func<KafkaEndpoint, IKafkaView> Kafka { get; init; } = endpoint => new KafkaView(endpoint);

    public Func<KafkaEndpoint, IKafkaView, IValueDecoder> Decoder { get; init; } = (endpoint, view) => new RegistryCodec(endpoint, view);

    public Func<KafkaEndpoint, IKafkaView, IValueEncoder> Encoder { get; init; } = (endpoint, view) => new RegistryCodec(endpoint, view);

    public Func<KafkaEndpoint, IRecordSink> Sink { get; init; } = endpoint => new KafkaSink(endpoint, $"nba-produce-{Guid.NewGuid():N}");

    /// <summary>Opens a DuckDB file for reading only.</summary>
    public Func<string, DbConnection> OpenDatabase { get; init; } =
        path => new DuckDbConnection(new DuckDbOptions { Path = path, ReadOnly = true });

    /// <summary>Makes the parts of a run on a Kafka.</summary>
    public Func<RunOptions, KafkaEndpoint, Action<string>, IPipeline> Pipeline { get; init; } =
        (options, endpoint, say) => new SeasonPipeline(options, endpoint, say, TimeProvider.System);

    /// <summary>Stages in the order the data flows.</summary>
    public IReadOnlyList<StageInfo> Stages
    {
        get => field ?? StageInfo.All; // made when asked for: most verbs build no topology
        init;
    }

    public IBench Bench { get; init; } = new EngineBench(TimeProvider.System);
}

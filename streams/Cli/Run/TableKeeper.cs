using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using NbaPipeline.Materialiser;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.Cli.Run;

/// <summary>The materialiser in this process, for every topic of the flow.</summary>
internal sealed class TableKeeper(
    DataFolder folder,
    KafkaEndpoint endpoint,
    ISchemaRegistry registry,
    TimeProvider clock,
    ILoggerFactory loggers
) : IMaterialiser
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TopicMaterialiser _materialiser = new(
        new MaterialiserOptions
        {
            DatabasePath = folder.LiveDatabase,
            SnapshotPath = folder.ReadDatabase,
            // The stages run beside it: a thread of DuckDB for every core would take theirs, the one that waits for the others spinning.
            Threads = Math.Max(1, Environment.ProcessorCount / 2),
            // While a replay is on, rows wait for a snapshot anyway; a batch costs some statements per table whatever it holds.
            MaxBatchDelayMs = 2_000,
            SnapshotIntervalMs = 7_000, // with the delay of a batch before it: within the 10 s that readers are promised
        },
        ContractTables.All,
        () => new KafkaRecordSource(endpoint.Bootstrap, endpoint.Settings, loggers.CreateLogger<KafkaRecordSource>()),
        registry,
        time: clock,
        logger: loggers.CreateLogger<TopicMaterialiser>()
    );

    private Task? _run;

    public Exception? Failure => _run?.Exception?.InnerException;

    public IReadOnlyDictionary<(string Topic, int Partition), long> Committed =>
        _materialiser.Progress.Partitions.ToDictionary(p => (p.Key.Topic, p.Key.Partition.Value), p => p.Value.NextOffset);

    public Task StartAsync(CancellationToken cancel)
    {
        _run = _materialiser.RunAsync(_stop.Token);
        return Task.CompletedTask;
    }

    public Task CatchUpAsync(IReadOnlyList<PartitionEnds> ends, CancellationToken cancel) =>
        _materialiser.CaughtUpAsync(ends.Select(e => new TopicPartitionOffset(e.Topic, e.Partition, e.High)), cancel);

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        if (_run is not null)
        {
            await _run;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_run is not null)
        {
            await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // Failure told it before
        }

        _stop.Dispose();
    }
}

using Confluent.Kafka;
using Confluent.Kafka.Admin;
using NbaPipeline.Contracts;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Cli.Run;

/// <summary>Creates the topics of the catalogue that are not there.</summary>
internal sealed class TopicCreator(KafkaEndpoint endpoint)
{
    /// <param name="partitions">Partitions of the topics of the flow; null: as declared.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CliException">The topics are there with another number of partitions (exit 2).</exception>
    public async Task CreateAsync(int? partitions, CancellationToken cancel)
    {
        var config = new AdminClientConfig { BootstrapServers = endpoint.Bootstrap };
        foreach (var (key, value) in endpoint.Settings)
        {
            config.Set(key, value);
        }

        using var admin = new AdminClientBuilder(config)
            .SetLogHandler((_, _) => { })
            .SetErrorHandler((_, e) => endpoint.Log?.Invoke(e.Reason))
            .Build();
        var there = admin.GetMetadata(endpoint.Timeout).Topics.ToDictionary(t => t.Topic, t => t.Partitions.Count, StringComparer.Ordinal);
        if (partitions is { } asked && Topics.Flow.FirstOrDefault(t => there.TryGetValue(t.Name, out var n) && n != asked) is { } other)
        {
            throw CliException.Usage(
                "--partitions cannot change topics that are there",
                $"{other.Name} has {there[other.Name]}, asked for {asked}",
                "choose another --data-dir, or leave --partitions out"
            );
        }

        var missing = Topics
            .All.Where(t => !there.ContainsKey(t.Name))
            .Select(t => Specification(t.Name, partitions ?? t.Partitions, t.BrokerConfig))
            .ToList();
        if (!there.ContainsKey(EngineStage.ProgressTopic))
        {
            missing.Add(Specification(EngineStage.ProgressTopic, 1, ProgressRecord.TopicConfigs));
        }

        if (missing.Count > 0)
        {
            await CreateAsync(admin, missing).WaitAsync(cancel);
        }
    }

    private async Task CreateAsync(IAdminClient admin, List<TopicSpecification> missing)
    {
        try
        {
            await admin.CreateTopicsAsync(
                missing,
                new CreateTopicsOptions { RequestTimeout = TimeSpan.FromSeconds(Math.Max(30, endpoint.Timeout.TotalSeconds)) }
            );
        }
        catch (CreateTopicsException e) when (e.Results.All(r => r.Error.Code is ErrorCode.NoError or ErrorCode.TopicAlreadyExists))
        {
            // another process was quicker
        }
    }

    private static TopicSpecification Specification(string name, int partitions, IReadOnlyDictionary<string, string> settings) =>
        new()
        {
            Name = name,
            NumPartitions = partitions,
            ReplicationFactor = -1,
            Configs = settings.ToDictionary(StringComparer.Ordinal),
        };
}

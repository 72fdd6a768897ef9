using System.Diagnostics;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using NbaPipeline.Dataflow.Client.Kafka.Native;
using ConfluentAdmin = Confluent.Kafka.IAdminClient;

namespace NbaPipeline.Dataflow.Client.Kafka;

/// <summary>Topic administration through Confluent.Kafka: off the hot path, so its objects do not matter.</summary>
internal sealed class KafkaAdminClient : IAdminClient
{
    private const int PollPauseMs = 20;
    private static readonly ManualResetEventSlim Pausing = new();
    private readonly string _bootstrap;
    private readonly ConfluentAdmin _admin;

    public KafkaAdminClient(string bootstrap, IReadOnlyDictionary<string, string> properties, string clientId, ILogger logger)
    {
        _bootstrap = bootstrap;
        var config = new AdminClientConfig();
        foreach (var (name, value) in ClientProperties.Admin(bootstrap, properties, clientId))
            config.Set(name, value);
        _admin = new AdminClientBuilder(config)
            .SetLogHandler((_, m) => KafkaClientLog.Forward(logger, clientId, (int)m.Level, m.Facility, m.Message))
            .SetErrorHandler((_, e) => KafkaClientLog.ForwardError(logger, clientId, (int)e.Code, e.Reason))
            .Build();
    }

    public IReadOnlyDictionary<string, int> PartitionCounts(IReadOnlyCollection<string> topics, int timeoutMs)
    {
        var counts = new Dictionary<string, int>(topics.Count);
        foreach (var topic in Describe(timeoutMs))
        {
            if (topic.Error.Code == ErrorCode.NoError && topics.Contains(topic.Topic))
                counts[topic.Topic] = topic.Partitions.Count;
        }
        return counts;
    }

    public void CreateTopics(IReadOnlyCollection<TopicSpec> topics, int timeoutMs)
    {
        if (topics.Count == 0)
            return;
        var started = Stopwatch.GetTimestamp();
        var timeout = TimeSpan.FromMilliseconds(timeoutMs);
        var options = new CreateTopicsOptions { RequestTimeout = timeout, OperationTimeout = timeout };
        try
        {
            _admin.CreateTopicsAsync(topics.Select(Specification), options).GetAwaiter().GetResult();
        }
        catch (CreateTopicsException e)
        {
            var failed = e.Results.FirstOrDefault(r => r.Error.Code is not (ErrorCode.NoError or ErrorCode.TopicAlreadyExists));
            if (failed is not null)
                throw Failure($"creating topic {failed.Topic}", failed.Error, timeoutMs, e);
        }
        catch (KafkaException e)
        {
            throw Failure("creating topics", e.Error, timeoutMs, e);
        }
        AwaitPartitions(topics, timeoutMs, started);
    }

    public void Dispose() => _admin.Dispose();

    private static TopicSpecification Specification(TopicSpec topic) =>
        new()
        {
            Name = topic.Name,
            NumPartitions = topic.Partitions,
            ReplicationFactor = -1, // the broker's default
            Configs = topic.Configs.ToDictionary(),
        };

    /// <summary>A created topic is not everywhere at once: without this the first use of it could be told that it does not exist.</summary>
    private void AwaitPartitions(IReadOnlyCollection<TopicSpec> topics, int timeoutMs, long started)
    {
        while (true)
        {
            var left = timeoutMs - (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            var led = Describe(Math.Max(1, left))
                .Where(t => t.Error.Code == ErrorCode.NoError && t.Partitions.All(p => p.Leader >= 0))
                .Select(t => t.Topic)
                .ToHashSet();
            var missing = topics.FirstOrDefault(t => !led.Contains(t.Name));
            if (missing is null)
                return;
            if (left <= 0)
                throw ClientErrors.Unreachable(_bootstrap, $"waiting for leaders of topic {missing.Name}", timeoutMs, RdCode.TimedOut);
            Pausing.Wait(PollPauseMs);
        }
    }

    /// <summary>All topics: asking for one by name could create it on brokers that allow that.</summary>
    private List<TopicMetadata> Describe(int timeoutMs)
    {
        try
        {
            return _admin.GetMetadata(TimeSpan.FromMilliseconds(timeoutMs)).Topics;
        }
        catch (KafkaException e)
        {
            throw Failure("reading topic metadata", e.Error, timeoutMs, e);
        }
    }

    private ClientException Failure(string operation, Error error, int timeoutMs, KafkaException inner)
    {
        var code = (int)error.Code;
        return ClientErrors.IsNoAnswer(code)
            ? ClientErrors.Unreachable(_bootstrap, operation, timeoutMs, code, inner)
            : new ClientException(
                ClientErrors.Kind(code),
                code,
                $"{operation} failed at {_bootstrap}: {error.Reason} ({error.Code}).",
                inner
            );
    }
}

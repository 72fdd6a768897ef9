using Confluent.Kafka;

namespace NbaPipeline.Chaos.Tests;

/// <summary>What a read_committed reader sees.</summary>
internal static class Committed
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>All committed records, each partition in order.</summary>
    public static List<(string Key, T Value)> Read<T>(string bootstrap, string topic, IDeserializer<T> values)
    {
        using var consumer = new ConsumerBuilder<string, T>(
            new ConsumerConfig
            {
                BootstrapServers = bootstrap,
                GroupId = "reader",
                EnableAutoCommit = false,
                EnablePartitionEof = true,
                IsolationLevel = IsolationLevel.ReadCommitted,
            }
        ).SetValueDeserializer(values).SetLogHandler((_, _) => { }).Build();
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var partitions = admin.GetMetadata(topic, Limit).Topics.Single().Partitions.Count;
        consumer.Assign(Enumerable.Range(0, partitions).Select(p => new TopicPartitionOffset(topic, p, Offset.Beginning)));
        var records = new List<(string, T)>();
        for (var ended = 0; ended < partitions; )
        {
            var result = consumer.Consume(Limit) ?? throw new TimeoutException($"Nothing came from {topic} for {Limit}.");
            if (result.IsPartitionEOF)
            {
                ended++;
            }
            else
            {
                records.Add((result.Message.Key, result.Message.Value));
            }
        }
        return records;
    }

    /// <summary>Looks again until the counts are those expected, or time is up.</summary>
    public static async Task AwaitAsync(Func<Dictionary<string, long>> look, Dictionary<string, long> expected, Func<string> explain)
    {
        using var patience = new CancellationTokenSource(Limit);
        while (true)
        {
            var counts = look();
            if (counts.Count == expected.Count && expected.All(e => counts.GetValueOrDefault(e.Key) == e.Value))
            {
                return;
            }
            if (patience.IsCancellationRequested)
            {
                var missing = expected.Values.Sum() - counts.Values.Sum();
                missing.ShouldBe(0, explain());
                counts.ShouldBe(expected, ignoreOrder: true, explain());
            }
            await Task.Yield();
        }
    }
}

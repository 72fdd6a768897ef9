using Confluent.Kafka;

namespace NbaPipeline.Chaos.Tests;

/// <summary>What a read_committed reader sees of every domain topic: key, value and time per partition, in order.</summary>
internal static class TopicDump
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public static SortedDictionary<string, List<string>> Read(string bootstrap, Func<string, bool> wanted)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap }).Build();
        var dump = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var topic in admin.GetMetadata(Timeout).Topics.Where(t => wanted(t.Topic)))
        {
            foreach (var partition in topic.Partitions)
            {
                dump[$"{topic.Topic}-{partition.PartitionId}"] = Read(bootstrap, new TopicPartition(topic.Topic, partition.PartitionId));
            }
        }
        return dump;
    }

    private static List<string> Read(string bootstrap, TopicPartition partition)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = bootstrap,
            GroupId = "chaos-dump",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            IsolationLevel = IsolationLevel.ReadCommitted,
        };
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(config).Build();
        consumer.Assign(new TopicPartitionOffset(partition, Offset.Beginning));
        var records = new List<string>();
        while (consumer.Consume(Timeout) is { } result)
        {
            if (result.IsPartitionEOF)
            {
                return records;
            }
            records.Add($"{result.Message.Timestamp.UnixTimestampMs} {Text(result.Message.Key)} {Text(result.Message.Value)}");
        }
        throw new TimeoutException($"{partition} was not read to its end within {Timeout}.");
    }

    private static string Text(byte[]? bytes) => bytes is null ? "null" : Convert.ToHexString(bytes);
}

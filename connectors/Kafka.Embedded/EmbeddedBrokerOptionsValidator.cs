namespace NbaPipeline.Kafka.Embedded;

/// <summary>Checks options before anything is opened, and names every one that is wrong.</summary>
internal static class EmbeddedBrokerOptionsValidator
{
    public const string MemoryDirectory = ":memory:";

    /// <exception cref="EmbeddedBrokerException">Something is wrong; the message lists all of it.</exception>
    public static void Check(EmbeddedBrokerOptions options)
    {
        List<string> findings = [];
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            findings.Add($"{nameof(options.DataDirectory)} is required: a folder, or '{MemoryDirectory}' for tests");
        }
        if (string.IsNullOrWhiteSpace(options.AdvertisedHost))
        {
            findings.Add($"{nameof(options.AdvertisedHost)} is required: the name by which clients reach the broker");
        }
        if (!Enum.IsDefined(options.FlushPolicy))
        {
            findings.Add(
                $"{nameof(options.FlushPolicy)} {options.FlushPolicy} is none of {string.Join(", ", Enum.GetNames<FlushPolicy>())}"
            );
        }
        Between(options.Port, 0, 65_535, nameof(options.Port));
        Between(options.NodeId, 0, int.MaxValue, nameof(options.NodeId));
        Between(options.DefaultPartitions, 1, 10_000, nameof(options.DefaultPartitions));
        Between(options.MaxReplicationFactor, 1, short.MaxValue, nameof(options.MaxReplicationFactor));
        Between(options.FlushIntervalMs, 1, int.MaxValue, nameof(options.FlushIntervalMs));
        Between(options.MinFreeBytes, 0, long.MaxValue, nameof(options.MinFreeBytes));
        Between(options.GroupInitialRebalanceDelayMs, 0, int.MaxValue, nameof(options.GroupInitialRebalanceDelayMs));
        Between(options.MaxRequestBytes, 1024, 1 << 30, nameof(options.MaxRequestBytes));
        Between(options.RequestMemoryBytes, 1024, long.MaxValue, nameof(options.RequestMemoryBytes));
        Between(options.MaxConnections, 1, int.MaxValue, nameof(options.MaxConnections));
        Between(options.IdleConnectionMs, 1000, int.MaxValue, nameof(options.IdleConnectionMs));
        Between(options.TransactionMaxTimeoutMs, 1, int.MaxValue, nameof(options.TransactionMaxTimeoutMs));
        Between(options.ProducerIdExpirationMs, 1, long.MaxValue, nameof(options.ProducerIdExpirationMs));
        Between(options.TransactionalIdExpirationMs, 1, long.MaxValue, nameof(options.TransactionalIdExpirationMs));
        Between(options.OffsetsRetentionMs, 1, long.MaxValue, nameof(options.OffsetsRetentionMs));
        foreach (var user in options.SaslUsers.Where(u => u.Key.Length == 0 || u.Value.Length == 0))
        {
            findings.Add($"{nameof(options.SaslUsers)}: the name and the password of user '{user.Key}' must not be empty");
        }
        if (findings.Count > 0)
        {
            throw new EmbeddedBrokerException("The options of the embedded broker are not right: " + string.Join("; ", findings) + ".");
        }

        void Between(long value, long least, long most, string name)
        {
            if (value < least || value > most)
            {
                findings.Add($"{name} is {value}, it must be from {least} to {most}");
            }
        }
    }
}

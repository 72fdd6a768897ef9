using System.Globalization;

namespace NbaPipeline.Dataflow.Client.Kafka;

/// <summary>
/// Properties of each kind of client: our defaults, then the user's, then what correctness fixes. A user's property may be
/// limited to one kind by a prefix: <c>consumer.</c>, <c>restore.</c>, <c>producer.</c>, <c>admin.</c>.
/// </summary>
internal static class ClientProperties
{
    private static readonly string[] Prefixes = ["consumer.", "restore.", "producer.", "admin."];

    public static Dictionary<string, string> Consumer(string bootstrap, IReadOnlyDictionary<string, string> user, ConsumerSettings settings)
    {
        var stream = settings.Role == ConsumerRole.Stream;
        var merged = new Dictionary<string, string>
        {
            // Measured on a local broker (docs/client.md): the queue bound decides, the message count must not.
            ["queued.min.messages"] = "1000000",
            ["queued.max.messages.kbytes"] = "65536",
            ["fetch.message.max.bytes"] = "4194304",
            // The default of 1 s idles a fast reader after each full queue.
            ["fetch.queue.backoff.ms"] = "10",
            ["fetch.error.backoff.ms"] = "100",
            ["session.timeout.ms"] = "10000",
            ["reconnect.backoff.max.ms"] = "1000",
            ["log.connection.close"] = "false",
        };
        // librdkafka has one fetch at a time per broker: a partition just assigned or resumed is not asked for before the fetch that waits on the
        // others returns. 500 ms, its default, stall every merge of uneven inputs. A restore waits for an empty fetch per changelog besides.
        merged["fetch.wait.max.ms"] = stream ? "50" : "20";
        Overlay(merged, user, stream ? "consumer." : "restore.");
        Fix(merged, "bootstrap.servers", bootstrap);
        Fix(merged, "client.id", settings.ClientId);
        Fix(merged, "isolation.level", "read_committed");
        Fix(merged, "enable.partition.eof", "true");
        Fix(merged, "enable.auto.commit", "false");
        Fix(merged, "enable.auto.offset.store", "false");
        // A changelog that lost its head must be told, not skipped: the store has to be rebuilt.
        Fix(merged, "auto.offset.reset", stream ? "earliest" : "error");
        // Assigning needs some group name in librdkafka; without subscription nothing is joined.
        Fix(merged, "group.id", settings.GroupId ?? settings.ClientId);
        if (stream)
            Fix(merged, "partition.assignment.strategy", "cooperative-sticky");
        if (settings.GroupInstanceId is { } instance)
            Fix(merged, "group.instance.id", instance);
        return merged;
    }

    public static Dictionary<string, string> Producer(string bootstrap, IReadOnlyDictionary<string, string> user, ProducerSettings settings)
    {
        var merged = new Dictionary<string, string>
        {
            ["linger.ms"] = "5",
            ["batch.size"] = "262144",
            ["batch.num.messages"] = "100000",
            ["queue.buffering.max.messages"] = "500000",
            ["queue.buffering.max.kbytes"] = "262144",
            ["compression.codec"] = "none",
            ["reconnect.backoff.max.ms"] = "1000",
            ["log.connection.close"] = "false",
        };
        Overlay(merged, user, "producer.");
        Fix(merged, "bootstrap.servers", bootstrap);
        Fix(merged, "client.id", settings.ClientId);
        Fix(merged, "enable.idempotence", "true");
        if (settings.TransactionalId is not { } id)
            return merged;
        Fix(merged, "transactional.id", id);
        Fix(merged, "transaction.timeout.ms", settings.TransactionTimeoutMs.ToString(CultureInfo.InvariantCulture));
        return merged;
    }

    /// <summary>How long librdkafka tries to deliver a record, which is how long a full queue is waited for.</summary>
    public static int DeliveryTimeoutMs(IReadOnlyDictionary<string, string> properties, ProducerSettings settings)
    {
        foreach (var name in (string[])["delivery.timeout.ms", "message.timeout.ms"])
        {
            if (properties.TryGetValue(name, out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var given) && given > 0)
                return given;
        }
        const int LibraryDefaultMs = 300_000;
        return settings.TransactionalId is null ? LibraryDefaultMs : settings.TransactionTimeoutMs;
    }

    public static Dictionary<string, string> Admin(string bootstrap, IReadOnlyDictionary<string, string> user, string clientId)
    {
        var merged = new Dictionary<string, string> { ["reconnect.backoff.max.ms"] = "1000", ["log.connection.close"] = "false" };
        Overlay(merged, user, "admin.");
        Fix(merged, "bootstrap.servers", bootstrap);
        Fix(merged, "client.id", clientId);
        return merged;
    }

    private static void Overlay(Dictionary<string, string> into, IReadOnlyDictionary<string, string> user, string prefix)
    {
        foreach (var (name, value) in user)
        {
            if (!Array.Exists(Prefixes, p => name.StartsWith(p, StringComparison.Ordinal)))
                into[name] = value;
        }
        foreach (var (name, value) in user)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                into[name[prefix.Length..]] = value;
        }
    }

    private static void Fix(Dictionary<string, string> into, string name, string value)
    {
        if (into.TryGetValue(name, out var other) && other != value)
            throw new ArgumentException($"Kafka client property {name}={other} cannot be set: the engine needs {name}={value}.", name);
        into[name] = value;
    }
}

using NbaPipeline.Avro;

namespace NbaPipeline.Contracts;

/// <summary>One topic of the pipeline: its name, what its key and value are, and the broker settings it is created with.</summary>
public sealed record Topic
{
    /// <summary>Prefix of every topic.</summary>
    public const string Prefix = "nba.";

    /// <summary>Full name, <c>nba.&lt;stage&gt;.&lt;entity&gt;</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the key says, in words of the domain. Keys are plain UTF-8 strings.</summary>
    public required string KeyMeaning { get; init; }

    /// <summary>Full name of the Avro record of the value, e.g. <c>NbaPipeline.Contracts.Clean.Schedule</c>; null for a dead-letter topic, which keeps the bytes it got.</summary>
    public required string? ValueRecord { get; init; }

    /// <summary>Schema of the value as it is written now; null for a dead-letter topic.</summary>
    public AvroSchema? ValueSchema { get; init; }

    /// <summary>Fields of the value that identify a row: the newest record of one identity is the row of the table. Empty: every record is a row.</summary>
    public required IReadOnlyList<string> RowIdentity { get; init; }

    /// <summary>What the record time (event time) of the topic is.</summary>
    public required string EventTime { get; init; }

    /// <summary>Partitions when nothing else is asked for.</summary>
    public int Partitions { get; init; } = 1;

    /// <summary>Whether the broker may drop superseded records of a key.</summary>
    public CleanupPolicy Cleanup { get; init; } = CleanupPolicy.Delete;

    /// <summary>Milliseconds a record is kept; -1 for ever, because record time is event time and any other value drops a replayed season at once.</summary>
    public long RetentionMs { get; init; } = -1;

    /// <summary>Largest record batch the topic takes, bytes.</summary>
    public int MaxMessageBytes { get; init; } = 1_048_588;

    /// <summary><c>compression.type</c> of the topic and of the producers that write it.</summary>
    public string Compression { get; init; } = "producer";

    /// <summary>raw, clean, analytics, features, predictions, grades or dlq.</summary>
    public string Stage => Name.Split('.')[1];

    /// <summary>The name after the stage; for a dead-letter topic the source topic's stage and entity.</summary>
    public string Entity => Name[(Prefix.Length + Stage.Length + 1)..];

    /// <summary>DuckDB table of the topic, <c>stage.entity</c>.</summary>
    public string Table => $"{Stage}.{Entity.Replace('.', '_')}";

    /// <summary>Name of the topic that takes what this topic's readers could not process.</summary>
    public string DeadLetterName => $"{Prefix}dlq.{Name[Prefix.Length..]}";

    /// <summary>Broker settings for creating the topic, by Kafka's names.</summary>
    public IReadOnlyDictionary<string, string> BrokerConfig =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["cleanup.policy"] = Cleanup == CleanupPolicy.Compact ? "compact" : "delete",
            ["retention.ms"] = RetentionMs.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["max.message.bytes"] = MaxMessageBytes.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["compression.type"] = Compression,
            ["message.timestamp.type"] = "CreateTime",
            // A replayed season is years behind the broker's clock; the default bound would be right today and wrong for a schedule of next year.
            ["message.timestamp.after.max.ms"] = "9223372036854775807",
            ["message.timestamp.before.max.ms"] = "9223372036854775807",
        };

    /// <inheritdoc/>
    public override string ToString() => Name;
}

using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.Materialiser;

/// <summary>Reads from Kafka with manual assignment: no group, no offsets on the broker.</summary>
public sealed class KafkaRecordSource : IRecordSource
{
    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WatermarkTimeout = TimeSpan.FromSeconds(5);
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly IAdminClient _admin;
    private readonly ILogger _logger;

    /// <summary>Connects when first used.</summary>
    /// <param name="bootstrapServers">As <c>bootstrap.servers</c> of Kafka.</param>
    /// <param name="clientSettings">Further librdkafka settings, for example security; null is none.</param>
    /// <param name="logger">Takes what the client reports and gets over by itself.</param>
    /// <exception cref="MaterialiserException">A setting is unknown, or contradicts what exactly-once needs.</exception>
    public KafkaRecordSource(
        string bootstrapServers,
        IReadOnlyDictionary<string, string>? clientSettings = null,
        ILogger<KafkaRecordSource>? logger = null
    )
    {
        _logger = logger ?? (ILogger)NullLogger.Instance;
        try
        {
            _consumer = new ConsumerBuilder<byte[]?, byte[]?>(
                KafkaClientSettings.Merge(Defaults(), clientSettings ?? new Dictionary<string, string>(), Needed(bootstrapServers))
            )
                .SetErrorHandler((_, error) => MaterialiserLog.ClientError(_logger, error.Reason))
                .SetLogHandler(static (_, _) => { }) // the errors above say what matters; the client's own lines go nowhere
                .Build();
        }
        catch (Exception error) when (KafkaClientSettings.IsRefusal(error))
        {
            throw new MaterialiserException($"The Kafka client refuses its settings: {error.Message}", error);
        }

        _admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, int> PartitionCounts(IReadOnlyCollection<string> topics)
    {
        try
        {
            return _admin
                .GetMetadata(MetadataTimeout)
                .Topics.Where(topic => topic.Error.Code == ErrorCode.NoError && topics.Contains(topic.Topic) && topic.Partitions.Count > 0)
                .ToDictionary(topic => topic.Topic, topic => topic.Partitions.Count, StringComparer.Ordinal);
        }
        catch (KafkaException error)
        {
            throw new MaterialiserException(
                $"The broker did not say which topics there are: {error.Error.Reason}. Check that it runs and is reached.",
                error
            );
        }
    }

    /// <inheritdoc/>
    public void Assign(IReadOnlyCollection<TopicPartitionOffset> partitions) => _consumer.IncrementalAssign(partitions);

    /// <inheritdoc/>
    public ConsumeResult<byte[]?, byte[]?>? Consume(TimeSpan timeout)
    {
        try
        {
            return _consumer.Consume(timeout);
        }
        catch (ConsumeException error) when (error.Error.Code is ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange)
        {
            throw OffsetLost(error);
        }
        catch (ConsumeException error) when (!error.Error.IsFatal && error.Error.Code is not ErrorCode.TopicAuthorizationFailed)
        {
            // The client tries again by itself: a broker that restarts, a leader that moves, a topic not seen yet.
            MaterialiserLog.ClientError(_logger, error.Error.Reason);
            return null;
        }
        catch (KafkaException error)
        {
            throw new MaterialiserException($"Reading from Kafka failed: {error.Error.Reason}.", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _admin.Dispose();
        _consumer.Close();
        _consumer.Dispose();
    }

    private static ConsumerConfig Needed(string bootstrapServers) =>
        new()
        {
            BootstrapServers = bootstrapServers,
            IsolationLevel = IsolationLevel.ReadCommitted,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            EnablePartitionEof = true,
            AutoOffsetReset = AutoOffsetReset.Error,
        };

    private static ConsumerConfig Defaults() =>
        new()
        {
            GroupId = "nba-materialiser", // the client wants a name; nothing is ever committed under it
            AllowAutoCreateTopics = false,
            FetchMaxBytes = 64 << 20,
            MessageMaxBytes = 64 << 20,
            QueuedMaxMessagesKbytes = 64 << 10,
            FetchWaitMaxMs = 100,
        };

    private MaterialiserException OffsetLost(ConsumeException error)
    {
        var at = error.ConsumerRecord;
        var range = "not known";
        try
        {
            var marks = _consumer.QueryWatermarkOffsets(at.TopicPartition, WatermarkTimeout);
            range = $"{marks.Low} to {marks.High}";
        }
        catch (KafkaException)
        {
            // The message does without the range.
        }

        return new MaterialiserException(
            $"DuckDB continues {at.TopicPartition} at offset {at.Offset}, which the broker does not have (its range: {range}). "
                + "The topic was made anew or this is another broker. Name the right one with --bootstrap, or delete the DuckDB file to rebuild it from the topics.",
            error
        );
    }
}

using System.Text;
using Confluent.Kafka;

namespace NbaPipeline.Sources;

/// <summary>A Kafka cluster, through Confluent.Kafka.</summary>
public sealed class KafkaSourceBroker(KafkaSourceOptions options) : ISourceBroker
{
    private const string ReaderGroup = "nba-source-reader"; // the client wants a name; nothing is ever committed under it
    private static readonly TimeSpan PollTimeout = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    /// <exception cref="SourceException">No broker answers, or it refuses the transactional id.</exception>
    public ISourceProducer OpenProducer(string transactionalId)
    {
        var config = new ProducerConfig
        {
            BootstrapServers = options.BootstrapServers,
            TransactionalId = transactionalId,
            TransactionTimeoutMs = (int)options.TransactionTimeout.TotalMilliseconds,
            EnableIdempotence = true,
            Acks = Acks.All,
            CompressionType = CompressionType.Zstd,
            Partitioner = Partitioner.Murmur2Random, // the partitioner of the Java clients and of the engine: co-partitioned joins need one
            MessageMaxBytes = options.MaxMessageBytes,
            BatchSize = 1024 * 1024,
            LingerMs = 5,
            QueueBufferingMaxMessages = 100_000,
            QueueBufferingMaxKbytes = 256 * 1024,
            DeliveryReportFields = "none",
        };
        RequireBroker();
        var producer = new ProducerBuilder<byte[], byte[]>(config).SetLogHandler(static (_, _) => { }).Build();
        try
        {
            producer.InitTransactions(options.OperationTimeout);
            return new KafkaSourceProducer(producer, options.OperationTimeout);
        }
        catch (KafkaException e)
        {
            producer.Dispose();
            throw new SourceException(
                $"Kafka at {options.BootstrapServers} does not open the transactional id '{transactionalId}': {e.Error.Reason}",
                e
            );
        }
    }

    /// <inheritdoc/>
    /// <exception cref="SourceException">No broker answers, or it stops answering.</exception>
    public void ReadCommitted(string topic, Action<CommittedRecord> visit, CancellationToken cancellationToken)
    {
        var partitions = Partitions(topic);
        if (partitions.Count == 0)
        {
            return;
        }

        var config = new ConsumerConfig
        {
            BootstrapServers = options.BootstrapServers,
            GroupId = ReaderGroup,
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            IsolationLevel = IsolationLevel.ReadCommitted,
            AutoOffsetReset = AutoOffsetReset.Earliest,
        };
        using var consumer = new ConsumerBuilder<byte[], byte[]>(config).SetLogHandler(static (_, _) => { }).Build();
        consumer.Assign(partitions.Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        ReadToEnd(consumer, topic, partitions.Count, visit, cancellationToken);
    }

    private void ReadToEnd(
        IConsumer<byte[], byte[]> consumer,
        string topic,
        int partitions,
        Action<CommittedRecord> visit,
        CancellationToken cancellationToken
    )
    {
        var idle = TimeSpan.Zero;
        while (partitions > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = consumer.Consume(PollTimeout);
            if (result is null)
            {
                idle += PollTimeout;
                if (idle >= options.OperationTimeout)
                {
                    throw new SourceException($"Kafka at {options.BootstrapServers} sends nothing of {topic} for {idle.TotalSeconds:F0} s");
                }

                continue;
            }

            idle = TimeSpan.Zero;
            if (result.IsPartitionEOF)
            {
                partitions--;
                continue;
            }

            var message = result.Message;
            var hash = message.Headers.TryGetLastBytes(SourceHeaders.ContentHash, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;
            visit(new CommittedRecord(result.Partition, result.Offset, message.Key ?? [], message.Value, hash));
        }
    }

    private List<Partition> Partitions(string topic)
    {
        using var admin = Admin();
        try
        {
            var metadata = admin.GetMetadata(topic, options.ConnectTimeout).Topics.FirstOrDefault(found => found.Topic == topic);
            return metadata is null || metadata.Error.IsError
                ? []
                : metadata.Partitions.ConvertAll(found => new Partition(found.PartitionId));
        }
        catch (KafkaException e)
        {
            throw NotThere(e);
        }
    }

    private void RequireBroker()
    {
        using var admin = Admin();
        try
        {
            _ = admin.GetMetadata(options.ConnectTimeout);
        }
        catch (KafkaException e)
        {
            throw NotThere(e);
        }
    }

    private IAdminClient Admin() =>
        new AdminClientBuilder(new AdminClientConfig { BootstrapServers = options.BootstrapServers })
            .SetLogHandler(static (_, _) => { })
            .Build();

    private SourceException NotThere(KafkaException e) =>
        new(
            $"no Kafka broker answers at {options.BootstrapServers} within {options.ConnectTimeout.TotalSeconds:F0} s ({e.Error.Reason}); "
                + "check that it runs and that the address is right",
            e
        );
}

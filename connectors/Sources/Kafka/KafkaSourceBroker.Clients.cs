using Confluent.Kafka;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.Sources;

public sealed partial class KafkaSourceBroker
{
    private const string ReaderGroup = "nba-source-reader"; // the client wants a name; nothing is ever committed under it

    // The end of a partition is told by a fetch that brought nothing; librdkafka's default waits 500 ms for it, and a start reads two topics.
    private const int EndWaitMs = 20;

    private IProducer<byte[], byte[]> NewProducer(string transactionalId) => Build(() => new ProducerBuilder<byte[], byte[]>(
                KafkaClientSettings.Merge(
                    new ProducerConfig
                    {
                        CompressionType = CompressionType.Zstd,
                        MessageMaxBytes = options.MaxMessageBytes,
                        BatchSize = 1024 * 1024,
                        LingerMs = 5,
                        QueueBufferingMaxMessages = 100_000,
                        QueueBufferingMaxKbytes = 256 * 1024,
                        DeliveryReportFields = "none",
                    },
                    options.ClientSettings,
                    new ProducerConfig
                    {
                        BootstrapServers = options.BootstrapServers,
                        TransactionalId = transactionalId,
                        TransactionTimeoutMs = (int)options.TransactionTimeout.TotalMilliseconds,
                        EnableIdempotence = true,
                        Acks = Acks.All,
                        Partitioner = Partitioner.Murmur2Random, // that of the Java clients and of the engine: co-partitioned joins need one
                    }
                )
            ).SetLogHandler(static (_, _) => { }).Build());

    private IConsumer<byte[], byte[]> NewConsumer() => Build(() => new ConsumerBuilder<byte[], byte[]>(
                KafkaClientSettings.Merge(
                    new ConsumerConfig { GroupId = ReaderGroup, FetchWaitMaxMs = EndWaitMs },
                    options.ClientSettings,
                    new ConsumerConfig
                    {
                        BootstrapServers = options.BootstrapServers,
                        EnableAutoCommit = false,
                        EnablePartitionEof = true,
                        IsolationLevel = IsolationLevel.ReadCommitted,
                        AutoOffsetReset = AutoOffsetReset.Earliest,
                    }
                )
            ).SetLogHandler(static (_, _) => { }).Build());

    private static T Build<T>(Func<T> build)
    {
        try
        {
            return build();
        }
        catch (Exception e) when (KafkaClientSettings.IsRefusal(e))
        {
            throw new SourceException($"the Kafka client refuses its settings: {e.Message}", e);
        }
    }
}

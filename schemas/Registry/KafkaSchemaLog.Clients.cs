using Confluent.Kafka;

namespace NbaPipeline.SchemaRegistry;

internal sealed partial class KafkaSchemaLog
{
    // A read begins when the fetch that the last one left waiting at the end of the topic has come back: librdkafka's default lets that take
    // 500 ms, which every registration of a new data dir would pay.
    private const int FetchWaitMs = 5;

    private IConsumer<byte[]?, byte[]?> Consumer() => _consumer ??= Build(() => new ConsumerBuilder<byte[]?, byte[]?>(
                KafkaClientSettings.Merge(
                    new ConsumerConfig
                    {
                        ClientId = ClientName,
                        GroupId = ClientName, // the client wants one; nothing is ever committed or joined with it
                        IsolationLevel = IsolationLevel.ReadUncommitted,
                        AllowAutoCreateTopics = false,
                        FetchWaitMaxMs = FetchWaitMs,
                    },
                    _options.ClientSettings,
                    new ConsumerConfig
                    {
                        BootstrapServers = _options.BootstrapServers,
                        EnableAutoCommit = false,
                        EnableAutoOffsetStore = false,
                        EnablePartitionEof = true,
                        AutoOffsetReset = AutoOffsetReset.Error,
                    }
                )
            ).SetErrorHandler((_, error) => Note(error.Reason)).SetLogHandler((_, message) => Note(message.Message)).Build());

    private IProducer<byte[], byte[]> BuildProducer() => Build(() => new ProducerBuilder<byte[], byte[]>(
                KafkaClientSettings.Merge(
                    new ProducerConfig
                    {
                        ClientId = ClientName,
                        MessageTimeoutMs = _options.RequestTimeoutMs,
                        LingerMs = 0,
                        CompressionType = CompressionType.None,
                    },
                    _options.ClientSettings,
                    new ProducerConfig
                    {
                        BootstrapServers = _options.BootstrapServers,
                        Acks = Acks.All,
                        EnableIdempotence = true,
                    }
                )
            ).SetErrorHandler((_, error) => Note(error.Reason)).SetLogHandler((_, message) => Note(message.Message)).Build());

    private IAdminClient BuildAdmin() =>
        Build(() =>
            new AdminClientBuilder(
                KafkaClientSettings.Merge(
                    new AdminClientConfig { ClientId = ClientName },
                    _options.ClientSettings,
                    new AdminClientConfig { BootstrapServers = _options.BootstrapServers }
                )
            )
                .SetErrorHandler((_, error) => Note(error.Reason))
                .SetLogHandler((_, message) => Note(message.Message))
                .Build()
        );

    private T Build<T>(Func<T> build)
    {
        try
        {
            return build();
        }
        catch (Exception e) when (KafkaClientSettings.IsRefusal(e))
        {
            throw new SchemaLogException($"{Name}: the client refuses ClientSettings: {e.Message}", e);
        }
    }

    private void Note(string message)
    {
        _lastError = message;
        RegistryLog.Client(_logger, Name, message);
    }
}

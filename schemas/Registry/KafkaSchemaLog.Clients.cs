using Confluent.Kafka;

namespace NbaPipeline.SchemaRegistry;

internal sealed partial class KafkaSchemaLog
{
    private IConsumer<byte[]?, byte[]?> Consumer()
    {
        if (_consumer is not null)
        {
            return _consumer;
        }

        var config = new ConsumerConfig(Settings())
        {
            GroupId = "nba-schema-registry", // the client wants one; nothing is ever committed or joined with it
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            EnablePartitionEof = true,
            AutoOffsetReset = AutoOffsetReset.Error,
            IsolationLevel = IsolationLevel.ReadUncommitted,
            AllowAutoCreateTopics = false,
        };
        return _consumer = new ConsumerBuilder<byte[]?, byte[]?>(config)
            .SetErrorHandler((_, error) => Note(error.Reason))
            .SetLogHandler((_, message) => Note(message.Message))
            .Build();
    }

    private IProducer<byte[], byte[]> BuildProducer()
    {
        var config = new ProducerConfig(Settings())
        {
            Acks = Acks.All,
            EnableIdempotence = true,
            MessageTimeoutMs = _options.RequestTimeoutMs,
            LingerMs = 0,
            CompressionType = CompressionType.None,
        };
        return new ProducerBuilder<byte[], byte[]>(config)
            .SetErrorHandler((_, error) => Note(error.Reason))
            .SetLogHandler((_, message) => Note(message.Message))
            .Build();
    }

    private IAdminClient BuildAdmin() =>
        new AdminClientBuilder(new AdminClientConfig(Settings()))
            .SetErrorHandler((_, error) => Note(error.Reason))
            .SetLogHandler((_, message) => Note(message.Message))
            .Build();

    private ClientConfig Settings() =>
        new(new Dictionary<string, string>(_options.ClientSettings))
        {
            BootstrapServers = _options.BootstrapServers,
            ClientId = "nba-schema-registry",
        };

    private void Note(string message)
    {
        _lastError = message;
        RegistryLog.Client(_logger, Name, message);
    }
}

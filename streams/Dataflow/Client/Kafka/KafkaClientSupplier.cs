using Microsoft.Extensions.Logging;

namespace NbaPipeline.Dataflow.Client.Kafka;

/// <summary>Clients of a Kafka cluster. Making one does not connect; the first call that needs an answer does.</summary>
/// <param name="bootstrap">Host and port of one or more brokers, separated by commas.</param>
/// <param name="properties">
/// librdkafka properties for all clients, or for one kind by the prefix <c>consumer.</c>, <c>restore.</c>, <c>producer.</c> or
/// <c>admin.</c>; those that exactly-once depends on are refused.
/// </param>
/// <param name="logger">Receives librdkafka's log.</param>
internal sealed class KafkaClientSupplier(string bootstrap, IReadOnlyDictionary<string, string> properties, ILogger logger)
    : IClientSupplier
{
    /// <inheritdoc/>
    public IConsumerClient CreateConsumer(ConsumerSettings settings) => new KafkaConsumerClient(bootstrap, properties, settings, logger);

    /// <inheritdoc/>
    public IProducerClient CreateProducer(ProducerSettings settings) => new KafkaProducerClient(bootstrap, properties, settings, logger);

    /// <inheritdoc/>
    public IAdminClient CreateAdmin(string clientId) => new KafkaAdminClient(bootstrap, properties, clientId, logger);
}

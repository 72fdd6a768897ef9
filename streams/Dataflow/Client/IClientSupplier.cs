namespace NbaPipeline.Dataflow.Client;

/// <summary>Where clients come from: Kafka in production, a simulated cluster in tests.</summary>
internal interface IClientSupplier
{
    IConsumerClient CreateConsumer(ConsumerSettings settings);

    IProducerClient CreateProducer(ProducerSettings settings);

    IAdminClient CreateAdmin(string clientId);
}

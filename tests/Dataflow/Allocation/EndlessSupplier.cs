using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tests.Allocation;

internal sealed class EndlessSupplier(int keys) : IClientSupplier, IAdminClient
{
    public ForgetfulProducer Producer { get; } = new();

    public IConsumerClient CreateConsumer(ConsumerSettings settings) => new EndlessConsumer(keys);

    public IProducerClient CreateProducer(ProducerSettings settings) => Producer;

    public IAdminClient CreateAdmin(string clientId) => this;

    public IReadOnlyDictionary<string, int> PartitionCounts(IReadOnlyCollection<string> topics, int timeoutMs) =>
        topics.ToDictionary(t => t, _ => 1);

    public void CreateTopics(IReadOnlyCollection<TopicSpec> topics, int timeoutMs) { }

    public void Dispose() { }
}

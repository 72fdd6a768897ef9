using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Tests.Network;
using NbaPipeline.Kafka.Embedded.Tests.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Handlers;

/// <summary>A broker in memory with one connection to it, on which a test sends requests of any version.</summary>
internal sealed class RawBroker : IAsyncDisposable
{
    private RawBroker(EmbeddedBroker broker, RawClient client) => (Broker, Client) = (broker, client);

    public EmbeddedBroker Broker { get; }

    public RawClient Client { get; }

    public static async Task<RawBroker> StartAsync(Action<EmbeddedBrokerOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new EmbeddedBrokerOptions
        {
            DataDirectory = ":memory:",
            Port = 0,
            DefaultPartitions = 1,
        };
        configure?.Invoke(options);
        var broker = await EmbeddedBroker.StartAsync(options, time: time);
        return new RawBroker(broker, await RawClient.ConnectAsync(broker.Port));
    }

    public Task<RawClient> ConnectAsync() => RawClient.ConnectAsync(Broker.Port);

    public Task<T> AskAsync<T>(ApiKey key, short version, IMessage request)
        where T : IMessage, new() => AskAsync<T>(Client, key, version, request);

    public static async Task<T> AskAsync<T>(RawClient client, ApiKey key, short version, IMessage request)
        where T : IMessage, new()
    {
        await client.SendAsync(RawClient.Request(key, version, version, request));
        var (correlationId, body) = await client.ReceiveAsync<T>(key, version);
        correlationId.ShouldBe(version);
        return body;
    }

    /// <summary>Creates a topic by asking for it; its id.</summary>
    public async Task<Guid> CreateAsync(string topic)
    {
        var request = new MetadataRequest { Topics = [new() { Name = topic }] };
        var answer = await AskAsync<MetadataResponse>(ApiKey.Metadata, 12, request);
        answer.Topics.Single().ErrorCode.ShouldBe((short)0);
        return answer.Topics.Single().TopicId;
    }

    public static ProduceRequest Produce(string topic, byte[] batch, short acks = -1, int partition = 0, string? transactionalId = null) =>
        new()
        {
            Acks = acks,
            TransactionalId = transactionalId,
            TopicData = [new() { Name = topic, PartitionData = [new() { Index = partition, Records = batch }] }],
        };

    public async Task<ProduceResponse.ResponsesItem.PartitionResponsesItem> ProduceAsync(string topic, params string[] values)
    {
        var answer = await AskAsync<ProduceResponse>(ApiKey.Produce, 11, Produce(topic, TestBatch.Of(values).Encode()));
        return answer.Responses.Single().PartitionResponses.Single();
    }

    public static FetchRequest Fetch(
        string topic,
        Guid id,
        long offset,
        int maxWaitMs = 0,
        int minBytes = 1,
        int maxBytes = 1 << 20,
        int partitionMaxBytes = 1 << 20
    ) =>
        new()
        {
            MaxWaitMs = maxWaitMs,
            MinBytes = minBytes,
            MaxBytes = maxBytes,
            Topics =
            [
                new()
                {
                    Topic = topic,
                    TopicId = id,
                    Partitions =
                    [
                        new()
                        {
                            Partition = 0,
                            FetchOffset = offset,
                            PartitionMaxBytes = partitionMaxBytes,
                        },
                    ],
                },
            ],
        };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Broker.DisposeAsync();
    }
}

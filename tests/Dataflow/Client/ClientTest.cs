using System.Text;
using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Client.Kafka;

namespace NbaPipeline.Dataflow.Tests.Client;

/// <summary>Clients and topics of a test, closed at its end.</summary>
[Collection(KafkaCollection.Name)]
public abstract class ClientTest : IDisposable
{
    /// <summary>Generous: it only ends what would never end, also on a machine that is busy with other builds.</summary>
    protected const int TimeoutMs = 60_000;
    private readonly KafkaBroker _broker;
    private readonly List<IDisposable> _opened = [];
    private int _clients;

    protected ClientTest(KafkaBroker broker) => _broker = broker;

    internal CollectedLog Log { get; } = new();

    protected string Bootstrap => _broker.Bootstrap;

    /// <summary>Part of every name of this test, so that tests do not meet on one broker.</summary>
    protected string Prefix { get; } = $"t{Guid.NewGuid():N}"[..12];

    public void Dispose()
    {
        _opened.Reverse();
        foreach (var each in _opened)
            each.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void NeedsBroker() => Skip.IfNot(_broker.WhyAbsent is null, _broker.WhyAbsent);

    private protected KafkaClientSupplier Supplier(params (string Name, string Value)[] properties) =>
        new(Bootstrap, properties.ToDictionary(p => p.Name, p => p.Value), Log);

    /// <summary>Creates a topic of this test that never expires by record time.</summary>
    protected string Topic(string name, int partitions = 1)
    {
        var topic = $"{Prefix}-{name}";
        using var admin = Supplier().CreateAdmin($"{Prefix}-admin");
        admin.CreateTopics([new(topic, partitions, new Dictionary<string, string> { ["retention.ms"] = "-1" })], TimeoutMs);
        return topic;
    }

    private protected IConsumerClient Consumer(
        ConsumerRole role = ConsumerRole.Restore,
        string? group = null,
        string? instance = null,
        params (string Name, string Value)[] properties
    )
    {
        var settings = new ConsumerSettings($"{Prefix}-consumer-{++_clients}", group, instance, role);
        return Open(Supplier(properties).CreateConsumer(settings));
    }

    private protected IProducerClient Producer(string? transactionalId = null, params (string Name, string Value)[] properties)
    {
        var settings = new ProducerSettings($"{Prefix}-producer-{++_clients}", transactionalId, 10_000);
        return Open(Supplier(properties).CreateProducer(settings));
    }

    private protected T Open<T>(T client)
        where T : IDisposable
    {
        _opened.Add(client);
        return client;
    }

    private protected static void Send(
        IProducerClient producer,
        string topic,
        int partition,
        string? key,
        string? value,
        long timestampMs = 1000
    )
    {
        var keyBytes = key is null ? [] : Encoding.UTF8.GetBytes(key);
        var valueBytes = value is null ? [] : Encoding.UTF8.GetBytes(value);
        producer.Produce(producer.TopicIndex(topic), partition, keyBytes, key is null, valueBytes, value is null, timestampMs, null);
    }

    /// <summary>Polls until the condition holds for what was read so far.</summary>
    private protected static List<ReadMessage> Read(IConsumerClient consumer, Func<List<ReadMessage>, bool> until)
    {
        var read = new List<ReadMessage>();
        var deadline = Deadline.After(TimeoutMs);
        while (!until(read))
        {
            deadline.Check(() => $"read so far: {string.Join(", ", read)}");
            read.AddRange(ReadMessage.Poll(consumer, 50));
        }
        return read;
    }

    private protected static List<ReadMessage> ReadToEnd(IConsumerClient consumer, string topic, int partition = 0)
    {
        consumer.Assign([new(new(topic, partition), PartitionOffset.Beginning)]);
        return Read(consumer, read => read.Exists(m => m.Kind == ClientMessageKind.EndOfPartition));
    }

    private protected static PartitionOffset At(string topic, int partition, long offset) => new(new(topic, partition), offset);
}

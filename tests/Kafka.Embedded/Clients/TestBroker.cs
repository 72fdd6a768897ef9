using Confluent.Kafka;

namespace NbaPipeline.Kafka.Embedded.Tests.Clients;

/// <summary>A broker of its own on a free port with a folder of its own, and clients for it.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "embedded-broker-" + Guid.NewGuid().ToString("n"));
    private readonly Action<EmbeddedBrokerOptions>? _configure;
    private EmbeddedBroker? _broker;

    private TestBroker(Action<EmbeddedBrokerOptions>? configure) => _configure = configure;

    public ReportedLines Reported { get; } = new();

    public EmbeddedBroker Broker => _broker!;

    public string BootstrapServers => Broker.BootstrapServers;

    public static async Task<TestBroker> StartAsync(Action<EmbeddedBrokerOptions>? configure = null)
    {
        var test = new TestBroker(configure);
        await test.OpenAsync();
        return test;
    }

    /// <summary>Stops cleanly and starts again on the same folder, with another port.</summary>
    public async Task RestartAsync()
    {
        await Broker.DisposeAsync();
        await OpenAsync();
    }

    public IProducer<string, string> Producer(Action<ProducerConfig>? configure = null)
    {
        var config = new ProducerConfig
        {
            BootstrapServers = BootstrapServers,
            LingerMs = 0,
            MessageTimeoutMs = 20_000,
        };
        configure?.Invoke(config);
        return new ProducerBuilder<string, string>(config).SetLogHandler((_, _) => { }).Build();
    }

    public IProducer<string, string> TransactionalProducer(string transactionalId, Action<ProducerConfig>? configure = null) =>
        Producer(c =>
        {
            c.TransactionalId = transactionalId;
            c.TransactionTimeoutMs = 30_000;
            c.MessageTimeoutMs = null;
            configure?.Invoke(c);
        });

    public IConsumer<string, string> Consumer(Action<ConsumerConfig>? configure = null)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = BootstrapServers,
            GroupId = "group",
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            FetchWaitMaxMs = 100,
        };
        configure?.Invoke(config);
        return new ConsumerBuilder<string, string>(config).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
    }

    public IAdminClient Admin() =>
        new AdminClientBuilder(new AdminClientConfig { BootstrapServers = BootstrapServers }).SetLogHandler((_, _) => { }).Build();

    /// <summary>All values of one partition that a consumer of its own sees, up to the end it is told.</summary>
    public List<string> ReadAll(string topic, IsolationLevel isolation = IsolationLevel.ReadCommitted, int partition = 0, long from = 0)
    {
        using var consumer = Consumer(c =>
        {
            c.GroupId = "read-" + Guid.NewGuid().ToString("n");
            c.IsolationLevel = isolation;
        });
        consumer.Assign(new TopicPartitionOffset(topic, partition, from));
        return Values(consumer);
    }

    /// <summary>Values until the end of a partition is reported.</summary>
    public static List<string> Values(IConsumer<string, string> consumer)
    {
        var values = new List<string>();
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            DateTime.UtcNow.ShouldBeLessThan(deadline, "the end of the partition is reported");
            var result = consumer.Consume(TimeSpan.FromSeconds(1));
            if (result is { IsPartitionEOF: true })
            {
                return values;
            }
            if (result is not null)
            {
                values.Add(result.Message.Value);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task OpenAsync()
    {
        var options = new EmbeddedBrokerOptions
        {
            DataDirectory = _folder,
            Port = 0,
            DefaultPartitions = 1,
            MinFreeBytes = 0,
        };
        _configure?.Invoke(options);
        _broker = await EmbeddedBroker.StartAsync(options, Reported).WaitAsync(TimeSpan.FromSeconds(30));
    }
}

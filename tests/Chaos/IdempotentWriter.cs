using Confluent.Kafka;

namespace NbaPipeline.Chaos.Tests;

/// <summary>Writes single records with acks=all and without a transaction; the delivery report is the acknowledgement.</summary>
internal sealed class IdempotentWriter(Func<string> bootstrap, string topic, string name, Ledger ledger, int seed)
{
    private const int Batch = 20;
    private readonly Random _random = new(seed);

    public void Run(CancellationToken stop)
    {
        using var producer = new ProducerBuilder<string, string>(
            new ProducerConfig
            {
                BootstrapServers = bootstrap(),
                EnableIdempotence = true,
                LingerMs = 1,
                ReconnectBackoffMaxMs = 200,
            }
        ).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        for (var next = 0; !stop.IsCancellationRequested; next += Batch)
        {
            for (var i = next; i < next + Batch; i++)
            {
                var id = $"{name}-{i}";
                ledger.Wrote(id);
                producer.Produce(
                    topic,
                    new Message<string, string> { Key = $"key-{_random.Next(50)}", Value = id },
                    report =>
                    {
                        if (report.Status == PersistenceStatus.Persisted)
                        {
                            ledger.Acknowledge([id]);
                        }
                    }
                );
            }
            producer.Flush(TimeSpan.FromSeconds(20));
        }
        producer.Flush(TimeSpan.FromSeconds(60));
    }
}

using Confluent.Kafka;

namespace NbaPipeline.Chaos.Tests;

/// <summary>
/// Writes transactions until told to stop, some of them aborted on purpose, and notes what it was told of each. It begins anew with the same
/// transactional id when its producer has become useless, as a real one would.
/// </summary>
internal sealed class TransactionalWriter(Func<string> bootstrap, string topic, string name, Ledger ledger, int seed)
{
    private const int LargestTransaction = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Random _random = new(seed);
    private int _next;

    public void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var producer = new ProducerBuilder<string, string>(
                new ProducerConfig
                {
                    BootstrapServers = bootstrap(),
                    TransactionalId = name,
                    TransactionTimeoutMs = 10_000,
                    LingerMs = 1,
                    ReconnectBackoffMaxMs = 200,
                }
            ).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
            WriteWith(producer, stop);
        }
    }

    private void WriteWith(IProducer<string, string> producer, CancellationToken stop)
    {
        try
        {
            producer.InitTransactions(Patience);
            while (!stop.IsCancellationRequested)
            {
                WriteOne(producer);
            }
        }
        catch (KafkaException)
        {
            // Fenced, fatal or out of patience: the next producer of this id takes over. What it had open stays uncertain in the ledger.
        }
    }

    private void WriteOne(IProducer<string, string> producer)
    {
        var ids = new List<string>();
        producer.BeginTransaction();
        var committing = false;
        try
        {
            for (var i = _random.Next(1, LargestTransaction); i > 0; i--)
            {
                var id = $"{name}-{_next++}";
                ledger.Wrote(id);
                ids.Add(id);
                producer.Produce(topic, new Message<string, string> { Key = $"key-{_random.Next(50)}", Value = id });
            }
            if (_random.Next(4) == 0)
            {
                producer.AbortTransaction(Patience);
                ledger.Abort(ids);
                return;
            }
            committing = true;
            Commit(producer);
            ledger.Acknowledge(ids);
        }
        catch (KafkaTxnRequiresAbortException)
        {
            producer.AbortTransaction(Patience);
            ledger.Abort(ids);
        }
        catch (KafkaException) when (!committing)
        {
            producer.AbortTransaction(Patience);
            ledger.Abort(ids);
        }
    }

    /// <summary>A commit whose answer is not known yet is asked for again: it has one outcome.</summary>
    private static void Commit(IProducer<string, string> producer)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                producer.CommitTransaction(Patience);
                return;
            }
            catch (KafkaRetriableException) when (attempt < 5)
            {
                // asked again
            }
        }
    }
}

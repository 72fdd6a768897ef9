using Confluent.Kafka;

namespace NbaPipeline.Cli;

internal sealed class KafkaSink : IRecordSink
{
    private readonly IProducer<byte[]?, byte[]?> _producer;
    private readonly TimeSpan _timeout;

    public KafkaSink(KafkaEndpoint endpoint, string transactionalId)
    {
        _timeout = endpoint.Timeout;
        var config = new ProducerConfig
        {
            BootstrapServers = endpoint.Bootstrap,
            TransactionalId = transactionalId,
            TransactionTimeoutMs = 600_000,
            CompressionType = CompressionType.Zstd,
            MessageMaxBytes = Contracts.Topics.RawDeadLetterMaxMessageBytes,
            Partitioner = Partitioner.Murmur2Random,
        };
        foreach (var (key, value) in endpoint.Settings)
        {
            config.Set(key, value);
        }

        _producer = new ProducerBuilder<byte[]?, byte[]?>(config)
            .SetLogHandler((_, line) => endpoint.Log?.Invoke($"{line.Name} {line.Facility}: {line.Message}"))
            .SetErrorHandler((_, error) => endpoint.Log?.Invoke(error.Reason))
            .Build();
    }

    public IReadOnlyDictionary<int, long> Write(string topic, IEnumerable<TopicRecord> records, CancellationToken cancel)
    {
        var last = new Dictionary<int, long>();
        Error? failed = null;
        _producer.InitTransactions(_timeout);
        _producer.BeginTransaction();
        try
        {
            foreach (var record in records)
            {
                cancel.ThrowIfCancellationRequested();
                Send(
                    topic,
                    record,
                    report =>
                    {
                        if (report.Error.IsError)
                        {
                            failed ??= report.Error;
                        }
                        else
                        {
                            last[report.Partition.Value] = report.Offset.Value;
                        }
                    }
                );
            }

            _producer.Flush(cancel);
            if (failed is not null)
            {
                throw new KafkaException(failed);
            }

            _producer.CommitTransaction(_timeout);
            return last;
        }
        catch
        {
            _producer.AbortTransaction(_timeout);
            throw;
        }
    }

    public void Dispose() => _producer.Dispose();

    private void Send(string topic, TopicRecord record, Action<DeliveryReport<byte[]?, byte[]?>> delivered)
    {
        var message = new Message<byte[]?, byte[]?>
        {
            Key = record.Key,
            Value = record.Value,
            Timestamp = new Timestamp(record.TimestampMs, TimestampType.CreateTime),
            Headers = [],
        };
        foreach (var (name, value) in record.Headers)
        {
            message.Headers.Add(name, value);
        }

        var target = new TopicPartition(topic, record.Partition < 0 ? Partition.Any : new Partition(record.Partition));
        while (true)
        {
            try
            {
                _producer.Produce(target, message, delivered);
                return;
            }
            catch (ProduceException<byte[]?, byte[]?> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                _producer.Poll(TimeSpan.FromMilliseconds(100)); // bounded by the client's own message.timeout.ms: the queue drains or fails
            }
        }
    }
}

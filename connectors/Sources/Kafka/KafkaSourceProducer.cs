using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace NbaPipeline.Sources;

/// <summary>Transactional producer of Confluent.Kafka.</summary>
internal sealed class KafkaSourceProducer : ISourceProducer
{
    private const int MaxCommitAttempts = 5;

    private readonly IProducer<byte[], byte[]> _producer;
    private readonly TimeSpan _timeout;
    private readonly Lock _lock = new();
    private readonly Dictionary<TopicPartition, long> _ends = [];
    private readonly Action<DeliveryReport<byte[], byte[]>> _delivered;
    private readonly List<PartitionEnd> _touched = [];
    private Error? _failure;

    public KafkaSourceProducer(IProducer<byte[], byte[]> producer, TimeSpan timeout)
    {
        _producer = producer;
        _timeout = timeout;
        _delivered = OnDelivered;
    }

    public void Begin()
    {
        lock (_lock)
        {
            _ends.Clear();
            _failure = null;
        }

        Guard(_producer.BeginTransaction);
    }

    public void Produce(in SourceRecord record)
    {
        var headers = new Headers();
        foreach (var (name, value) in record.Headers)
        {
            headers.Add(name, value);
        }

        var message = new Message<byte[], byte[]>
        {
            Key = Bytes(record.Key),
            Value = Bytes(record.Value),
            Timestamp = new Timestamp(record.TimestampMs, TimestampType.CreateTime),
            Headers = headers,
        };
        while (true)
        {
            try
            {
                _producer.Produce(record.Topic, message, _delivered);
                return;
            }
            catch (ProduceException<byte[], byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                Flush(); // the send buffer is bounded; wait until it is empty, or fail within the timeout
            }
            catch (KafkaException e)
            {
                throw Failed($"cannot produce to {record.Topic}", e);
            }
        }
    }

    public IReadOnlyList<PartitionEnd> Flush()
    {
        var left = _producer.Flush(_timeout);
        lock (_lock)
        {
            if (_failure is { } failure)
            {
                throw new SourceTransactionException($"Kafka did not take a record: {failure.Reason}", canRetry: !failure.IsFatal);
            }

            if (left > 0)
            {
                throw new SourceTransactionException(
                    $"Kafka has not taken {left} records within {_timeout.TotalSeconds:F0} s",
                    canRetry: true
                );
            }

            _touched.Clear();
            foreach (var (partition, end) in _ends)
            {
                _touched.Add(new PartitionEnd(partition.Topic, partition.Partition, end));
            }
        }

        _touched.Sort(static (a, b) => (a.Topic, a.Partition).CompareTo((b.Topic, b.Partition)));
        return _touched;
    }

    public void Commit()
    {
        _ = Flush();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _producer.CommitTransaction(_timeout);
                return;
            }
            catch (KafkaRetriableException) when (attempt < MaxCommitAttempts)
            {
                // the same commit may simply be asked for again
            }
            catch (KafkaException e)
            {
                throw Failed("cannot commit", e);
            }
        }
    }

    public void Abort() => Guard(() => _producer.AbortTransaction(_timeout));

    public void Dispose() => _producer.Dispose();

    // Runs on the client's poll thread.
    private void OnDelivered(DeliveryReport<byte[], byte[]> report)
    {
        lock (_lock)
        {
            if (report.Error.IsError)
            {
                _failure ??= report.Error;
                return;
            }

            ref var end = ref CollectionsMarshal.GetValueRefOrAddDefault(_ends, report.TopicPartition, out _);
            end = Math.Max(end, report.Offset.Value + 1);
        }
    }

    private static void Guard(Action call)
    {
        try
        {
            call();
        }
        catch (KafkaException e)
        {
            throw Failed("the transaction failed", e);
        }
    }

    private static SourceTransactionException Failed(string what, KafkaException e)
    {
        var fenced = e.Error.Code is ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch;
        var reason = fenced ? "another replay with the same source id has taken over" : e.Error.Reason;
        return new SourceTransactionException($"{what}: {reason}", canRetry: e is KafkaTxnRequiresAbortException && !fenced, e);
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : memory.ToArray();
}

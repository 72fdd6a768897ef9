using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace NbaPipeline.Cli;

/// <summary>A Kafka seen through librdkafka's consumer and admin client.</summary>
internal sealed class KafkaView : IKafkaView
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);
    private const int EndWaitMs = 50; // the end of a partition is told by a fetch that brought nothing: librdkafka's default waits 500 ms for it
    private readonly KafkaEndpoint _endpoint;
    private readonly IAdminClient _admin;
    private readonly IConsumer<byte[]?, byte[]?> _consumer;

    public KafkaView(KafkaEndpoint endpoint)
    {
        _endpoint = endpoint;
        _consumer = NewConsumer("nba-look");
        _admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
    }

    public IReadOnlyDictionary<string, int> Topics() =>
        _admin
            .GetMetadata(_endpoint.Timeout)
            .Topics.Where(t => !t.Topic.StartsWith("__", StringComparison.Ordinal))
            .ToDictionary(t => t.Topic, t => t.Partitions.Count, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Settings(string topic)
    {
        var resource = new ConfigResource { Type = ResourceType.Topic, Name = topic };
        var answer = Patiently(() =>
            _admin
                .DescribeConfigsAsync([resource], new DescribeConfigsOptions { RequestTimeout = _endpoint.Timeout })
                .GetAwaiter()
                .GetResult()
        );
        return answer[0].Entries.ToDictionary(e => e.Key, e => e.Value.Value ?? "", StringComparer.Ordinal);
    }

    public PartitionEnds Ends(string topic, int partition)
    {
        var ends = Patiently(() => _consumer.QueryWatermarkOffsets(new TopicPartition(topic, partition), _endpoint.Timeout));
        return new PartitionEnds(topic, partition, ends.Low.Value, ends.High.Value);
    }

    public long OffsetAt(string topic, int partition, DateTimeOffset time)
    {
        var at = new TopicPartitionTimestamp(topic, partition, new Timestamp(time.ToUnixTimeMilliseconds(), TimestampType.CreateTime));
        var offset = Patiently(() => _consumer.OffsetsForTimes([at], _endpoint.Timeout))[0].Offset;
        return offset.IsSpecial ? Ends(topic, partition).High : offset.Value;
    }

    public IReadOnlyDictionary<(string Topic, int Partition), long> Committed(
        string group,
        IReadOnlyList<(string Topic, int Partition)> partitions
    )
    {
        if (partitions.Count == 0)
        {
            return new Dictionary<(string, int), long>();
        }

        var asked = new ConsumerGroupTopicPartitions(group, [.. partitions.Select(p => new TopicPartition(p.Topic, p.Partition))]);
        var answer = Patiently(() =>
            _admin
                .ListConsumerGroupOffsetsAsync([asked], new ListConsumerGroupOffsetsOptions { RequestTimeout = _endpoint.Timeout })
                .GetAwaiter()
                .GetResult()
        );
        return answer[0].Partitions.Where(o => !o.Offset.IsSpecial).ToDictionary(o => (o.Topic, o.Partition.Value), o => o.Offset.Value);
    }

    public IEnumerable<TopicRecord?> Read(IReadOnlyList<PartitionRange> ranges, bool follow, CancellationToken cancel)
    {
        var open = ranges.Where(r => r.From <= r.To).ToDictionary(r => new TopicPartition(r.Topic, r.Partition));
        if (open.Count == 0)
        {
            yield break;
        }

        using var consumer = NewConsumer("nba-look");
        consumer.Assign(open.Values.Select(r => new TopicPartitionOffset(r.Topic, r.Partition, r.From)));
        var waiting = TimeSpan.FromMilliseconds(200);
        var quiet = 0;
        while (open.Count > 0)
        {
            cancel.ThrowIfCancellationRequested();
            var result = consumer.Consume(waiting);
            if (result is null)
            {
                quiet++;
                if (!follow && quiet * waiting > _endpoint.Timeout)
                {
                    throw new CliException(
                        ExitCode.NotReady,
                        $"Kafka at {_endpoint.Bootstrap} stopped answering",
                        $"{open.Values.First().Topic}[{open.Values.First().Partition}]",
                        remedy: "check the broker; raise --timeout if it is slow"
                    );
                }

                yield return null;
                continue;
            }

            quiet = 0;
            if (result.IsPartitionEOF)
            {
                if (!follow)
                {
                    open.Remove(result.TopicPartition);
                }

                continue;
            }

            if (!open.TryGetValue(result.TopicPartition, out var range))
            {
                continue;
            }

            if (result.Offset.Value <= range.To)
            {
                yield return ToRecord(result);
            }

            if (result.Offset.Value >= range.To)
            {
                open.Remove(result.TopicPartition);
                consumer.Pause([result.TopicPartition]);
            }
        }
    }

    public void Dispose()
    {
        _admin.Dispose();
        _consumer.Dispose();
    }

    /// <summary>A topic just made has no leader for a moment, and a group no coordinator: asked again until the timeout.</summary>
    private T Patiently<T>(Func<T> ask)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return ask();
            }
            catch (KafkaException e) when (IsPassing(e.Error.Code) && TimeProvider.System.GetElapsedTime(start) < _endpoint.Timeout)
            {
                Task.Delay(RetryPause, TimeProvider.System).GetAwaiter().GetResult();
            }
        }
    }

    private static bool IsPassing(ErrorCode code) =>
        code
            is ErrorCode.NotLeaderForPartition
                or ErrorCode.LeaderNotAvailable
                or ErrorCode.UnknownTopicOrPart
                or ErrorCode.Local_UnknownPartition
                or ErrorCode.Local_UnknownTopic
                or ErrorCode.NotCoordinatorForGroup
                or ErrorCode.GroupCoordinatorNotAvailable
                or ErrorCode.GroupLoadInProgress;

    private static TopicRecord ToRecord(ConsumeResult<byte[]?, byte[]?> r) =>
        new(
            r.Topic,
            r.Partition.Value,
            r.Offset.Value,
            r.Message.Timestamp.UnixTimestampMs,
            r.Message.Key,
            r.Message.Value,
            r.Message.Headers is { Count: > 0 } h ? [.. h.Select(x => new KeyValuePair<string, byte[]?>(x.Key, x.GetValueBytes()))] : []
        );

    private IConsumer<byte[]?, byte[]?> NewConsumer(string group)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = _endpoint.Bootstrap,
            GroupId = group,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            EnablePartitionEof = true,
            IsolationLevel = IsolationLevel.ReadCommitted,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            AllowAutoCreateTopics = false,
            FetchWaitMaxMs = EndWaitMs,
        };
        foreach (var (key, value) in _endpoint.Settings)
        {
            config.Set(key, value);
        }

        return new ConsumerBuilder<byte[]?, byte[]?>(config)
            .SetLogHandler((_, line) => _endpoint.Log?.Invoke($"{line.Name} {line.Facility}: {line.Message}"))
            .SetErrorHandler((_, error) => _endpoint.Log?.Invoke(error.Reason))
            .Build();
    }
}

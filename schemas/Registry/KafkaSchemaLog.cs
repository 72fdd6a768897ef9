using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NbaPipeline.SchemaRegistry;

/// <summary>
/// The log as partition 0 of a compacted topic. Clients are made when they are first needed: a process that only reads has no producer.
/// Between reads nothing is assigned, so an idle registry asks the broker for nothing. The owner serialises the calls.
/// </summary>
internal sealed partial class KafkaSchemaLog : ISchemaLog
{
    private const string ClientName = "nba-schema-registry";

    private readonly KafkaSchemaRegistryOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly TopicPartition _partition;
    private IConsumer<byte[]?, byte[]?>? _consumer;
    private IProducer<byte[], byte[]>? _producer;
    private volatile string? _lastError;

    public KafkaSchemaLog(KafkaSchemaRegistryOptions options, TimeProvider clock, ILogger? logger)
    {
        options.Validate();
        _options = options;
        _clock = clock;
        _logger = logger ?? NullLogger.Instance;
        _partition = new TopicPartition(options.Topic, 0);
        Name = $"topic {options.Topic} at {options.BootstrapServers}";
    }

    public string Name { get; }

    public long Append(byte[] key, byte[] value)
    {
        try
        {
            _producer ??= BuildProducer();
            var message = new Message<byte[], byte[]> { Key = key, Value = value };
            return _producer.ProduceAsync(_partition, message).GetAwaiter().GetResult().Offset.Value;
        }
        catch (KafkaException e)
        {
            throw Failure(
                $"write within {_options.RequestTimeoutMs} ms",
                e,
                "The schema may have been registered all the same; trying again is safe."
            );
        }
    }

    public long EndOffset()
    {
        try
        {
            return Watermarks(_options.RequestTimeoutMs).High.Value;
        }
        catch (KafkaException e)
        {
            throw Failure($"ask for its end within {_options.RequestTimeoutMs} ms", e);
        }
    }

    public void Read(long from, long end, int timeoutMs, Action<SchemaLogEntry> visit)
    {
        var next = from;
        try
        {
            var low = Watermarks(timeoutMs).Low.Value; // deleted records leave a gap at the start
            next = Math.Max(from, low);
            if (next < end)
            {
                ReadAssigned(ref next, end, timeoutMs, visit);
            }
        }
        catch (KafkaException e)
        {
            throw Failure(FormattableString.Invariant($"read on from offset {next} to {end}"), e);
        }
    }

    private void ReadAssigned(ref long next, long end, int timeoutMs, Action<SchemaLogEntry> visit)
    {
        var started = _clock.GetTimestamp();
        var consumer = Consumer();
        consumer.Assign(new TopicPartitionOffset(_partition, next));
        try
        {
            while (next < end)
            {
                var left = timeoutMs - (int)Math.Min(int.MaxValue, _clock.GetElapsedTime(started).TotalMilliseconds);
                var result = left > 0 ? consumer.Consume(left) : null;
                if (result is null)
                {
                    throw new SchemaLogException(
                        FormattableString.Invariant($"{Name}: read to offset {next} of {end} within {timeoutMs} ms. ")
                            + $"Is the broker up and reachable? {LastError()}"
                    );
                }

                Take(result, ref next, end, visit);
            }
        }
        finally
        {
            consumer.Unassign();
        }
    }

    private static void Take(ConsumeResult<byte[]?, byte[]?> result, ref long next, long end, Action<SchemaLogEntry> visit)
    {
        if (result.IsPartitionEOF)
        {
            next = Math.Max(next, result.Offset.Value); // the last offsets may be gaps
            return;
        }

        next = result.Offset.Value + 1;
        if (result.Offset.Value < end)
        {
            visit(new SchemaLogEntry(result.Offset.Value, result.Message.Key, result.Message.Value));
        }
    }

    private WatermarkOffsets Watermarks(int timeoutMs) =>
        Consumer().QueryWatermarkOffsets(_partition, TimeSpan.FromMilliseconds(timeoutMs));

    private SchemaLogException Failure(string what, KafkaException e, string advice = "Is the broker up and reachable?") =>
        new($"{Name}: could not {what}: {e.Error.Reason} ({e.Error.Code}). {advice} {LastError()}".TrimEnd(), e);

    private string LastError() => _lastError is { } error ? $"The client last said: {error}" : "";

    public void Dispose()
    {
        _consumer?.Dispose();
        _producer?.Dispose();
    }
}

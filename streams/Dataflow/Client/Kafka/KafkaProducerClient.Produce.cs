using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NbaPipeline.Dataflow.Client.Kafka.Native;

namespace NbaPipeline.Dataflow.Client.Kafka;

internal sealed unsafe partial class KafkaProducerClient
{
    private const int TopicPart = 0;
    private const int PartitionPart = 1;
    private const int KeyPart = 2;
    private const int ValuePart = 3;
    private const int TimestampPart = 4;
    private const int OpaquePart = 5;
    private const int FlagsPart = 6;
    private const int HeadersPart = 7;
    private const int PartCount = 8;
    private const int CopyPayload = 0x2;

    /// <summary>Delivery reports are served at least this often, so that they do not pile up between commits.</summary>
    private const int ServeEvery = 1024;

    public void Produce(
        int topicIndex,
        int partition,
        ReadOnlySpan<byte> key,
        bool keyIsNull,
        ReadOnlySpan<byte> value,
        bool valueIsNull,
        long timestampMs,
        RecordHeaders? headers
    )
    {
        if (timestampMs <= 0)
            ThrowTimestamp(topicIndex, partition, timestampMs);
        var slot = _topics.Slot(topicIndex, partition);
        var parts = _parts;
        var count = HeadersPart;
        fixed (byte* keyBytes = key)
        fixed (byte* valueBytes = value)
        {
            parts[TopicPart].Pointer = _topics.Native(topicIndex);
            parts[PartitionPart].Int32 = partition;
            SetBytes(&parts[KeyPart], keyBytes, key.Length, keyIsNull);
            SetBytes(&parts[ValuePart], valueBytes, value.Length, valueIsNull);
            parts[TimestampPart].Int64 = timestampMs;
            parts[OpaquePart].Pointer = slot + 1;
            if (headers is { Count: > 0 })
            {
                parts[HeadersPart].Pointer = NativeHeaders.Make(headers);
                count = PartCount;
            }
            var error = Rd.ProduceVa(_client, parts, (nuint)count);
            if (error != 0)
                Retry(error, topicIndex, partition, count);
        }
        if ((++_produced & (ServeEvery - 1)) == 0)
            _ = Rd.Poll(_client, 0);
    }

    private static RdPart* PrefilledParts()
    {
        var parts = (RdPart*)NativeMemory.AllocZeroed(PartCount, (nuint)sizeof(RdPart));
        parts[TopicPart].Kind = RdPartKind.Topic;
        parts[PartitionPart].Kind = RdPartKind.Partition;
        parts[KeyPart].Kind = RdPartKind.Key;
        parts[ValuePart].Kind = RdPartKind.Value;
        parts[TimestampPart].Kind = RdPartKind.Timestamp;
        parts[OpaquePart].Kind = RdPartKind.Opaque;
        parts[FlagsPart].Kind = RdPartKind.Flags;
        parts[FlagsPart].Int32 = CopyPayload;
        parts[HeadersPart].Kind = RdPartKind.Headers;
        return parts;
    }

    /// <summary>A null pointer is a null key or tombstone; an empty one points anywhere (here: at itself).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetBytes(RdPart* part, byte* bytes, int length, bool isNull)
    {
        part->Pointer =
            isNull ? 0
            : bytes == null ? (nint)part
            : (nint)bytes;
        part->Size = isNull ? 0 : (nuint)length;
    }

    /// <summary>Serves reports until the queue has room; any other error is thrown. The parts are still filled and pinned.</summary>
    private void Retry(nint error, int topicIndex, int partition, int count)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var code = Rd.ErrorCode(error);
            Rd.ErrorDestroy(error);
            var timedOut = Stopwatch.GetElapsedTime(started).TotalMilliseconds >= _deliveryTimeoutMs;
            if (code != RdCode.QueueFull || timedOut)
            {
                if (count == PartCount)
                    Rd.HeadersDestroy(_parts[HeadersPart].Pointer);
                throw Refused(code, topicIndex, partition);
            }
            _ = Rd.Poll(_client, 1);
            error = Rd.ProduceVa(_client, _parts, (nuint)count);
            if (error == 0)
                return;
        }
    }

    private ClientException Refused(int code, int topicIndex, int partition)
    {
        var where = $"{_topics.Name(topicIndex)}-{partition}";
        if (code == RdCode.QueueFull)
            return ClientErrors.Unreachable(_bootstrap, $"the full send queue of {_clientId}", _deliveryTimeoutMs, code);
        if (code == RdCode.Fatal)
            code = Rd.FatalError(_client, null, 0);
        var size = (long)_parts[KeyPart].Size + (long)_parts[ValuePart].Size;
        var advice = code == RdCode.MessageTooLarge ? " Raise message.max.bytes of the producer and max.message.bytes of the topic." : "";
        return new(
            ClientErrors.Kind(code),
            code,
            $"A record of {size} bytes for {where} cannot be sent: {ClientErrors.Describe(code)}.{advice}"
        );
    }

    private void ThrowTimestamp(int topicIndex, int partition, long timestampMs) =>
        throw new ClientException(
            ClientErrorKind.BadRecord,
            RdCode.InvalidTimestamp,
            $"A record for {_topics.Name(topicIndex)}-{partition} has timestamp {timestampMs}; it must be at least 1 ms after the epoch, "
                + "because librdkafka takes 0 for 'now'."
        );
}

using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using NbaPipeline.Dataflow.Client.Kafka.Native;

namespace NbaPipeline.Dataflow.Client.Kafka;

internal sealed unsafe partial class KafkaConsumerClient
{
    /// <summary>Client-wide errors kept between polls; more of them at once say nothing new.</summary>
    private const int MaxPendingErrors = 16;

    private readonly List<int> _pendingErrors = [];

    /// <summary>Given up while messages taken before may still be in our hands, and those of them that came back.</summary>
    private readonly List<TopicPartition> _unassigned = [];
    private readonly List<PartitionOffset> _reassigned = [];
    private RdMessage** _messages;
    private int _capacity;
    private int _held;
    private int _outstanding;
    private bool _polling;
    private bool _rebalanced;
    private ExceptionDispatchInfo? _toThrow;

    public int Poll(Span<ClientMessage> into, int timeoutMs)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (into.IsEmpty)
            return 0;
        Reserve(into.Length);
        if (_held == 0)
            _held = Take(into.Length, _pendingErrors.Count > 0 ? 0 : timeoutMs);
        if (_unassigned.Count > 0)
            _held = DropUnassigned(_held);
        if (_toThrow is { } thrown)
        {
            _toThrow = null;
            thrown.Throw(); // what was taken stays held: the next poll hands it out
        }
        var filled = Convert(into);
        while (_pendingErrors.Count > 0 && filled < into.Length)
        {
            into[filled++] = ErrorMessage(_pendingErrors[0]);
            _pendingErrors.RemoveAt(0);
        }
        return filled;
    }

    public void Release(ReadOnlySpan<nint> handles)
    {
        foreach (var handle in handles)
        {
            if (handle == 0)
                continue;
            Rd.MessageDestroy((RdMessage*)handle);
            _outstanding--;
        }
    }

    void ICallbackOwner.OnError(int code, string reason)
    {
        KafkaClientLog.ForwardError(_logger, _clientId, code, reason);
        if (_pendingErrors.Count < MaxPendingErrors && !_pendingErrors.Contains(code))
            _pendingErrors.Add(code);
    }

    /// <summary>
    /// A batch call returns when it is full or its time is over, so only the first message is waited for. Rebalance callbacks run
    /// inside; they end the wait by yielding the queue (rd_kafka_yield would lose the message behind the callback).
    /// </summary>
    private int Take(int max, int timeoutMs)
    {
        _polling = true;
        _rebalanced = false;
        var got = (int)Rd.ConsumeBatch(_handle.Queue, 0, _messages, (nuint)max);
        if (got <= 0 && timeoutMs > 0 && !_rebalanced && _toThrow is null)
        {
            got = (int)Rd.ConsumeBatch(_handle.Queue, timeoutMs, _messages, 1);
            if (got == 1 && max > 1)
                got += Math.Max(0, (int)Rd.ConsumeBatch(_handle.Queue, 0, _messages + 1, (nuint)(max - 1)));
        }
        _polling = false;
        return Math.Max(0, got);
    }

    private int Convert(Span<ClientMessage> into)
    {
        var filled = 0;
        var got = Math.Min(_held, into.Length);
        for (var i = 0; i < got; i++)
        {
            var message = _messages[i];
            ref var target = ref into[filled];
            if (message->Error != RdCode.Ok)
            {
                if (ConvertEvent(message, ref target))
                    filled++;
                Rd.MessageDestroy(message);
                continue;
            }
            target.Handle = (nint)message;
            target.Key = message->Key;
            target.Value = message->Payload;
            target.Offset = message->Offset;
            target.TimestampMs = Rd.MessageTimestamp(message, null);
            target.KeyLength = message->Key == null ? -1 : (int)message->KeyLength;
            target.ValueLength = message->Payload == null ? -1 : (int)message->Length;
            target.TopicIndex = _topics.IndexOf(message->Topic);
            target.Partition = message->Partition;
            target.ErrorCode = 0;
            target.Kind = ClientMessageKind.Record;
            _outstanding++;
            filled++;
        }
        for (var i = got; i < _held; i++)
            _messages[i - got] = _messages[i];
        _held -= got;
        return filled;
    }

    private bool ConvertEvent(RdMessage* message, ref ClientMessage target)
    {
        if (message->Error == RdCode.Fatal)
        {
            var code = Rd.FatalError(_client, null, 0);
            var fatal = ClientErrors.From(code, _bootstrap, $"consumer {_clientId} of group {_group}", 0);
            _toThrow = ExceptionDispatchInfo.Capture(fatal);
            return false;
        }
        var atEnd = message->Error == RdCode.PartitionEof;
        target = ErrorMessage(message->Error);
        target.TopicIndex = _topics.IndexOf(message->Topic);
        target.Partition = message->Partition;
        target.Offset = message->Offset;
        if (!atEnd)
            return true;
        target.Kind = ClientMessageKind.EndOfPartition;
        target.ErrorCode = 0;
        return true;
    }

    private static ClientMessage ErrorMessage(int code) =>
        new()
        {
            KeyLength = -1,
            ValueLength = -1,
            TopicIndex = -1,
            Partition = -1,
            Offset = -1,
            ErrorCode = code,
            Kind = ClientMessageKind.Error,
        };

    private void Reserve(int count)
    {
        if (count <= _capacity)
            return;
        _messages = (RdMessage**)NativeMemory.Realloc(_messages, (nuint)count * (nuint)sizeof(RdMessage*));
        _capacity = count;
    }

    private void DropHeld()
    {
        for (var i = 0; i < _held; i++)
            Rd.MessageDestroy(_messages[i]);
        _held = 0;
    }
}

using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using NbaPipeline.Dataflow.Client.Kafka.Native;

namespace NbaPipeline.Dataflow.Client.Kafka;

/// <summary>A producer on librdkafka with its own delivery bookkeeping: no object per message, no background thread.</summary>
internal sealed unsafe partial class KafkaProducerClient : IProducerClient, ICallbackOwner
{
    private readonly string _bootstrap;
    private readonly string _clientId;
    private readonly bool _transactional;
    private readonly int _deliveryTimeoutMs;
    private readonly ILogger _logger;
    private readonly KafkaHandle _handle;
    private readonly CallbackBlock* _block;
    private readonly RdPart* _parts;
    private readonly ProducerTopics _topics;
    private readonly nint _client;
    private long _produced;
    private ClientException? _firstError;
    private bool _disposed;

    public KafkaProducerClient(string bootstrap, IReadOnlyDictionary<string, string> properties, ProducerSettings settings, ILogger logger)
    {
        _bootstrap = bootstrap;
        _clientId = settings.ClientId;
        _transactional = settings.TransactionalId is not null;
        _logger = logger;
        var merged = ClientProperties.Producer(bootstrap, properties, settings);
        _deliveryTimeoutMs = ClientProperties.DeliveryTimeoutMs(merged, settings);
        _handle = KafkaHandle.Open(ClientType.Producer, this, merged);
        _client = _handle.Client;
        _block = _handle.Block;
        _topics = new(_handle);
        _parts = PrefilledParts();
    }

    public int Outstanding => (int)(_produced - _block->Reported);

    public ClientException? FirstError => _firstError ?? (_block->FirstError == RdCode.Ok ? null : _firstError = DeliveryError());

    public int TopicIndex(string topic) => _topics.IndexOf(topic);

    public long LastOffset(int topicIndex, int partition) => _topics.LastOffset(topicIndex, partition);

    public void Poll(int timeoutMs) => _ = Rd.Poll(_client, timeoutMs);

    public void AwaitDeliveries(int timeoutMs)
    {
        // Our own thread serves the reports, so flush returns with the last of them; for its duration linger.ms counts as 0.
        if (Outstanding == 0 || Rd.Flush(_client, timeoutMs) == RdCode.Ok)
            return;
        if (Outstanding == 0)
            return;
        throw new ClientException(
            ClientErrorKind.Unreachable,
            RdCode.TimedOut,
            $"Cannot reach Kafka at {_bootstrap}: {Outstanding} records of {_clientId} were not acknowledged within {timeoutMs} ms. "
                + "Check the broker that leads their partitions."
        );
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (Outstanding > 0)
        {
            // Destroying waits for queued messages otherwise; what matters was awaited before.
            const int QueuedAndInFlight = 0x1 | 0x2;
            _ = Rd.Purge(_client, QueuedAndInFlight);
            _ = Rd.Poll(_client, 0);
        }
        _handle.Dispose();
        NativeMemory.Free(_parts);
    }

    void ICallbackOwner.OnLog(int level, string facility, string text) => KafkaClientLog.Forward(_logger, _clientId, level, facility, text);

    void ICallbackOwner.OnError(int code, string reason) => KafkaClientLog.ForwardError(_logger, _clientId, code, reason);

    private ClientException DeliveryError()
    {
        var code = _block->FirstError == RdCode.Fatal ? Rd.FatalError(_client, null, 0) : _block->FirstError;
        var kind = ClientErrors.Kind(code);
        if (kind == ClientErrorKind.Fatal && _block->FirstError != RdCode.Fatal && _transactional)
            kind = ClientErrorKind.RequiresAbort;
        var where = _topics.Describe(_block->FirstErrorSlot);
        return new(kind, code, $"A record for {where} was not written: {ClientErrors.Describe(code)}.");
    }
}

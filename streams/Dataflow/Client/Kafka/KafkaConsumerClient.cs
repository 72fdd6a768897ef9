using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using NbaPipeline.Dataflow.Client.Kafka.Native;

namespace NbaPipeline.Dataflow.Client.Kafka;

/// <summary>A consumer on librdkafka's batch functions: a message costs one struct copy and no object.</summary>
internal sealed unsafe partial class KafkaConsumerClient : IConsumerClient, ICallbackOwner, IRebalanceOwner
{
    private readonly string _bootstrap;
    private readonly string _clientId;
    private readonly string _group;
    private readonly ILogger _logger;
    private readonly KafkaHandle _handle;
    private readonly ConsumerTopics _topics;
    private readonly nint _client;
    private IAssignmentListener? _listener;
    private bool _joined;
    private bool _closing;
    private bool _closed;

    public KafkaConsumerClient(string bootstrap, IReadOnlyDictionary<string, string> properties, ConsumerSettings settings, ILogger logger)
    {
        _bootstrap = bootstrap;
        _clientId = settings.ClientId;
        _logger = logger;
        var merged = ClientProperties.Consumer(bootstrap, properties, settings);
        _group = merged["group.id"];
        _handle = KafkaHandle.Open(ClientType.Consumer, this, merged);
        _client = _handle.Client;
        _topics = new(_handle);
        Reserve(1024);
    }

    public int TopicIndex(string topic) => _topics.IndexOf(topic);

    public string TopicName(int topicIndex) => _topics.Name(topicIndex);

    public void Subscribe(IReadOnlyList<string> anchorTopics, IAssignmentListener listener)
    {
        _listener = listener;
        using var topics = PartitionList.OfTopics(anchorTopics);
        Check(Rd.Subscribe(_client, topics.Native), $"subscribe of group {_group}");
        _joined = true;
    }

    public bool ReadHeaders(nint handle, RecordHeaders into) => handle != 0 && NativeHeaders.Read((RdMessage*)handle, into);

    public bool TryGetHeader(nint handle, ReadOnlySpan<byte> nameUtf8, out ReadOnlySpan<byte> value)
    {
        if (handle != 0)
            return NativeHeaders.TryGetLast((RdMessage*)handle, nameUtf8, out value);
        value = default;
        return false;
    }

    /// <summary>The group's generation and member for a transaction; the caller frees it.</summary>
    public nint GroupMetadata() => Rd.GroupMetadata(_client);

    public void Close()
    {
        if (_closed)
            return;
        _closed = true;
        _closing = true; // revocations are acknowledged without the listener: its tasks are closed by now
        DropHeld();
        if (_joined && Rd.ConsumerClose(_client) is var code && code != RdCode.Ok)
            KafkaClientLog.CloseFailed(_logger, _clientId, ClientErrors.Describe(code));
        if (_outstanding == 0)
        {
            _handle.Dispose();
        }
        else
        {
            KafkaClientLog.Abandoned(_logger, _clientId, _outstanding);
            _handle.Abandon();
        }
        NativeMemory.Free(_messages);
        _messages = null;
    }

    public void Dispose() => Close();

    void ICallbackOwner.OnLog(int level, string facility, string text) => KafkaClientLog.Forward(_logger, _clientId, level, facility, text);

    private void Check(int code, string operation, int timeoutMs = 0)
    {
        if (code != RdCode.Ok)
            throw ClientErrors.From(code, _bootstrap, operation, timeoutMs);
    }

    private void Check(nint error, string operation)
    {
        if (error == 0)
            return;
        var code = Rd.ErrorCode(error);
        var text = Utf8.Text(Rd.ErrorText(error));
        Rd.ErrorDestroy(error);
        throw new ClientException(ClientErrors.Kind(code), code, $"{operation} of {_clientId} failed: {text}.");
    }
}

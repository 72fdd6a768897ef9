using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NbaPipeline.Dataflow.Client.Kafka.Native;

/// <summary>
/// Owns one rd_kafka_t and what must go before it (queue, topic references) and after it (the callback block).
/// The owner is held weakly: a client that was forgotten is still finalised.
/// </summary>
internal sealed unsafe class KafkaHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int NoConsumerClose = 0x8;
    private readonly List<nint> _topics = [];
    private GCHandle _owner;

    private KafkaHandle(ICallbackOwner owner)
        : base(ownsHandle: true)
    {
        _owner = GCHandle.Alloc(owner, GCHandleType.Weak);
        Block = (CallbackBlock*)NativeMemory.AllocZeroed((nuint)sizeof(CallbackBlock));
        Block->Owner = GCHandle.ToIntPtr(_owner);
    }

    /// <summary>The opaque of this client's callbacks.</summary>
    public CallbackBlock* Block { get; private set; }

    /// <summary>The consumer's queue, 0 for a producer.</summary>
    public nint Queue { get; private set; }

    /// <summary>The rd_kafka_t; valid until disposal.</summary>
    public nint Client => handle;

    public static KafkaHandle Open(ClientType type, ICallbackOwner owner, IReadOnlyDictionary<string, string> properties)
    {
        var opened = new KafkaHandle(owner);
        try
        {
            opened.Create(type, properties);
            return opened;
        }
        catch
        {
            opened.FreeBlock();
            opened.SetHandleAsInvalid();
            throw;
        }
    }

    /// <summary>A reference to a topic, freed with the client. Keeps the pointer in messages of that topic from being reused.</summary>
    public nint Topic(string name)
    {
        var topic = Rd.TopicNew(handle, name, 0);
        if (topic == 0)
            throw new ClientException(ClientErrorKind.Fatal, 0, $"librdkafka refuses the topic name '{name}'.");
        _topics.Add(topic);
        return topic;
    }

    /// <summary>Frees nothing: destroying a client whose messages are still held would wait for them for ever.</summary>
    public void Abandon() => SetHandleAsInvalid();

    protected override bool ReleaseHandle()
    {
        foreach (var topic in _topics)
            Rd.TopicDestroy(topic);
        if (Queue != 0)
            Rd.QueueDestroy(Queue);
        Rd.Destroy(handle, NoConsumerClose);
        FreeBlock();
        return true;
    }

    private void Create(ClientType type, IReadOnlyDictionary<string, string> properties)
    {
        const int ErrorSize = 512;
        var error = stackalloc byte[ErrorSize];
        var conf = Rd.ConfNew();
        foreach (var (name, value) in properties)
        {
            if (Rd.ConfSet(conf, name, value, error, ErrorSize) == 0)
                continue;
            Rd.ConfDestroy(conf);
            throw new ArgumentException($"Kafka client property {name}={value} is refused: {Utf8.Text(error)}", nameof(properties));
        }
        Rd.ConfSetOpaque(conf, (nint)Block);
        Rd.ConfSetLog(conf, &Callbacks.Log);
        Rd.ConfSetError(conf, &Callbacks.Error);
        if (type == ClientType.Consumer)
            Rd.ConfSetRebalance(conf, &Callbacks.Rebalance);
        else
            Rd.ConfSetDelivery(conf, &Callbacks.Delivery);
        var client = Rd.New((int)type, conf, error, ErrorSize);
        if (client == 0)
        {
            Rd.ConfDestroy(conf);
            throw new ArgumentException($"A Kafka {type} cannot be made from these properties: {Utf8.Text(error)}", nameof(properties));
        }
        SetHandle(client);
        if (type != ClientType.Consumer)
            return;
        if (Rd.PollSetConsumer(client) is var code && code != RdCode.Ok)
            throw new ClientException(ClientErrorKind.Fatal, code, $"A Kafka consumer has no queue: {ClientErrors.Describe(code)}.");
        Queue = Rd.ConsumerQueue(client);
    }

    private void FreeBlock()
    {
        if (Block == null)
            return;
        NativeMemory.Free(Block->Offsets);
        NativeMemory.Free(Block);
        Block = null;
        _owner.Free();
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Testing.Simulation;

/// <summary>A record in a simulated partition; control records occupy an offset and are never handed out.</summary>
internal sealed class SimulatedRecord(
    byte[]? key,
    byte[]? value,
    long timestampMs,
    RecordHeaders? headers,
    SimulatedTransaction? transaction
)
{
    private readonly byte[]? _key = Pinned(key);
    private readonly byte[]? _value = Pinned(value);

    public byte[]? Key => _key;

    public byte[]? Value => _value;

    public long TimestampMs { get; } = timestampMs;

    public RecordHeaders? Headers { get; } = headers;

    public SimulatedTransaction? Transaction { get; } = transaction;

    public bool IsControl { get; private init; }

    public bool IsVisible => !IsControl && (Transaction is null || Transaction.State == SimulatedTransactionState.Committed);

    public static SimulatedRecord Control { get; } = new(null, null, 0, null, null) { IsControl = true };

    public unsafe ClientMessage ToMessage(nint handle, int topicIndex, int partition, long offset) =>
        new()
        {
            Handle = handle,
            Key = Address(_key),
            KeyLength = _key?.Length ?? -1,
            Value = Address(_value),
            ValueLength = _value?.Length ?? -1,
            Offset = offset,
            TimestampMs = TimestampMs,
            TopicIndex = topicIndex,
            Partition = partition,
            Kind = ClientMessageKind.Record,
        };

    private static unsafe byte* Address(byte[]? pinned) =>
        pinned is null ? null : (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));

    // The pinned object heap does not move its arrays: the addresses stay right while the record lives.
    private static byte[]? Pinned(byte[]? bytes)
    {
        if (bytes is null)
        {
            return null;
        }
        var pinned = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(pinned, 0);
        return pinned;
    }
}

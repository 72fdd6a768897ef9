using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NbaPipeline.Dataflow.Client.Kafka.Native;

/// <summary>The functions librdkafka calls. An exception leaving one would end the process, so each owner catches its own.</summary>
internal static unsafe class Callbacks
{
    /// <summary>The broker did not say at which offset the record was written.</summary>
    public const long UnknownOffset = -2;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Log(nint client, int level, byte* facility, byte* text)
    {
        if (client != 0 && Owner((CallbackBlock*)Rd.Opaque(client)) is { } owner)
            owner.OnLog(level, Utf8.Text(facility), Utf8.Text(text));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Error(nint client, int code, byte* reason, nint opaque) =>
        Owner((CallbackBlock*)opaque)?.OnError(code, Utf8.Text(reason));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Rebalance(nint client, int code, RdTopicPartitionList* partitions, nint opaque) =>
        (Owner((CallbackBlock*)opaque) as IRebalanceOwner)?.OnRebalance(code, partitions);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Delivery(nint client, RdMessage* message, nint opaque)
    {
        var block = (CallbackBlock*)opaque;
        var slot = (int)message->Private - 1;
        block->Reported++;
        if (message->Error == RdCode.Ok)
            block->Offsets[slot] = message->Offset >= 0 ? message->Offset : UnknownOffset;
        else if (block->FirstError == RdCode.Ok && message->Error is not (RdCode.PurgedFromQueue or RdCode.PurgedInFlight))
        {
            block->FirstError = message->Error;
            block->FirstErrorSlot = slot;
        }
    }

    private static ICallbackOwner? Owner(CallbackBlock* block) =>
        block == null ? null : GCHandle.FromIntPtr(block->Owner).Target as ICallbackOwner;
}

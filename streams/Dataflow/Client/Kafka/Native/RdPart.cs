using System.Runtime.InteropServices;

namespace NbaPipeline.Dataflow.Client.Kafka.Native;

/// <summary>rd_kafka_vu_t: one tagged argument of rd_kafka_produceva (a 4-byte tag, then a union padded to 64 bytes).</summary>
[StructLayout(LayoutKind.Explicit, Size = 72)]
internal struct RdPart
{
    [FieldOffset(0)]
    public RdPartKind Kind;

    [FieldOffset(8)]
    public nint Pointer;

    [FieldOffset(8)]
    public int Int32;

    [FieldOffset(8)]
    public long Int64;

    [FieldOffset(16)]
    public nuint Size;
}

namespace NbaPipeline.Kafka.Embedded.Protocol;

/// <summary>Reads the primitive types of the protocol from one request frame (spec section 4).</summary>
internal struct ProtocolReader(Memory<byte> frame)
{
    private readonly Memory<byte> _frame = frame;

    public readonly int Remaining => _frame.Length;
}

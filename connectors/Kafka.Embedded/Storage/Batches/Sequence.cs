namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Arithmetic of producer sequences: 31 bits, 2147483647 is followed by 0.</summary>
internal static class Sequence
{
    public static int Add(int sequence, int delta) => (int)(((long)sequence + delta) & int.MaxValue);
}

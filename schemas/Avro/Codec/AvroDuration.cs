using System.Buffers.Binary;

namespace NbaPipeline.Avro;

/// <summary>Avro's duration: three counts that do not convert into each other.</summary>
public readonly record struct AvroDuration(uint Months, uint Days, uint Milliseconds)
{
    internal const int Size = 12;

    internal static AvroDuration From(ReadOnlySpan<byte> bytes) =>
        new(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..])
        );

    internal void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Months);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], Days);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], Milliseconds);
    }
}

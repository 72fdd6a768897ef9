using System.Buffers;
using System.Buffers.Binary;

namespace NbaPipeline.Dataflow.Serialisation;

internal sealed class Int32Serde : ISerde<int>
{
    public void Serialize(int value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), value);
        output.Advance(sizeof(int));
    }

    public int Deserialize(ReadOnlySpan<byte> data) =>
        data.Length == sizeof(int)
            ? BinaryPrimitives.ReadInt32BigEndian(data)
            : throw FixedLength.Mismatch("Int32", sizeof(int), data.Length);
}

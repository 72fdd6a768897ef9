using System.Buffers;
using System.Buffers.Binary;

namespace NbaPipeline.Dataflow.Serialisation;

internal sealed class Int64Serde : ISerde<long>
{
    public void Serialize(long value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }

    public long Deserialize(ReadOnlySpan<byte> data) =>
        data.Length == sizeof(long)
            ? BinaryPrimitives.ReadInt64BigEndian(data)
            : throw FixedLength.Mismatch("Int64", sizeof(long), data.Length);
}

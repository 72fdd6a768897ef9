using System.Buffers;
using System.Buffers.Binary;

namespace NbaPipeline.Dataflow.Serialisation;

internal sealed class DoubleSerde : ISerde<double>
{
    public void Serialize(double value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteDoubleBigEndian(output.GetSpan(sizeof(double)), value);
        output.Advance(sizeof(double));
    }

    public double Deserialize(ReadOnlySpan<byte> data) =>
        data.Length == sizeof(double)
            ? BinaryPrimitives.ReadDoubleBigEndian(data)
            : throw FixedLength.Mismatch("Double", sizeof(double), data.Length);
}

using System.Buffers;

namespace NbaPipeline.Dataflow.Serialisation;

internal sealed class ByteArraySerde : ISerde<byte[]>
{
    public void Serialize(byte[] value, IBufferWriter<byte> output) => output.Write(value);

    public byte[] Deserialize(ReadOnlySpan<byte> data) => data.ToArray();
}

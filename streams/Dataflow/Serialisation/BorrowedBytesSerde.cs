using System.Buffers;

namespace NbaPipeline.Dataflow.Serialisation;

internal sealed class BorrowedBytesSerde : ISerde<BorrowedBytes>
{
    public void Serialize(BorrowedBytes value, IBufferWriter<byte> output) => output.Write(value.Span);

    public BorrowedBytes Deserialize(ReadOnlySpan<byte> data) => new(data);
}

using System.Buffers;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Cli.Bench;

internal sealed class PatchedBytesSerde : ISerde<PatchedBytes>
{
    public void Serialize(PatchedBytes value, IBufferWriter<byte> output)
    {
        var source = value.Bytes.Span;
        var target = output.GetSpan(source.Length);
        source.CopyTo(target);
        target[0] = value.First;
        output.Advance(source.Length);
    }

    public PatchedBytes Deserialize(ReadOnlySpan<byte> data) => new(new BorrowedBytes(data), data[0]);
}

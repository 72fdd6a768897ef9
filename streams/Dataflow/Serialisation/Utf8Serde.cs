using System.Buffers;
using System.Text;

namespace NbaPipeline.Dataflow.Serialisation;

internal sealed class Utf8Serde : ISerde<string>
{
    private static readonly UTF8Encoding Strict = new(false, true);

    public void Serialize(string value, IBufferWriter<byte> output)
    {
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(value.Length));
        output.Advance(Strict.GetBytes(value, span));
    }

    public string Deserialize(ReadOnlySpan<byte> data) => Strict.GetString(data);
}

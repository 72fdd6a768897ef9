using System.Buffers;
using System.Text;
using NbaPipeline.Dataflow.Serialisation;

namespace NbaPipeline.Dataflow.Tasks;

/// <summary>Length-prefixed UTF-8 text within offset metadata.</summary>
internal static class MetadataText
{
    public static void Write(ScratchBuffer buffer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Varint.Write(buffer, bytes.Length);
        buffer.Write(bytes);
    }

    public static string Read(ref ReadOnlySpan<byte> data)
    {
        var length = (int)Varint.Read(ref data);
        if (length < 0 || length > data.Length)
        {
            throw new FormatException($"Offset metadata claims {length} bytes of text, {data.Length} are left.");
        }
        var text = Encoding.UTF8.GetString(data[..length]);
        data = data[length..];
        return text;
    }
}

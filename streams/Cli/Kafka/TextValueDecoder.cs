using System.Buffers.Binary;
using System.Text.Json;

namespace NbaPipeline.Cli;

/// <summary>
/// Values with Confluent's framing go to the Avro decoder; others are JSON or text if they are UTF-8, a failure otherwise.
/// </summary>
internal sealed class TextValueDecoder(Func<int, ReadOnlyMemory<byte>, string> decodeAvro) : IValueDecoder
{
    private const int FrameBytes = 5;

    public DecodedValue Decode(TopicRecord record)
    {
        if (record.Value is not { } value)
        {
            return new DecodedValue(null, null, null);
        }

        if (value.Length >= FrameBytes && value[0] == 0)
        {
            var id = BinaryPrimitives.ReadInt32BigEndian(value.AsSpan(1));
            try
            {
                return new DecodedValue(id, new RawJson(decodeAvro(id, value.AsMemory(FrameBytes))), null);
            }
            catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
            {
                return new DecodedValue(id, null, e.Message);
            }
        }

        if (RecordText.TryUtf8(value, out var text))
        {
            return new DecodedValue(null, new RawJson(IsJson(text) ? text.ReplaceLineEndings(" ") : CellText.Json(text)), null);
        }

        var first = value.Length == 0 ? "it is empty" : $"the first byte is 0x{value[0]:x2}";
        return new DecodedValue(
            null,
            null,
            $"no schema id: {first} and there are {value.Length} bytes; Confluent's framing is 0x00 and a 4-byte id"
        );
    }

    public void Dispose() { }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NbaPipeline.Cli;

/// <summary>A line as `topics read -o jsonl` prints it, read back.</summary>
internal static class RecordLine
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static TopicRecord Parse(string topic, string line, int number, IValueEncoder encoder, TimeProvider clock)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException($"a line is an object like {{\"key\":\"k\",\"value\":{{}}}}, this is {root.ValueKind}");
            }

            return new TopicRecord(
                topic,
                Partition(root),
                -1,
                Time(root) ?? clock.GetUtcNow().ToUnixTimeMilliseconds(),
                Bytes(root, "key"),
                Value(topic, root, encoder),
                Headers(root)
            );
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw Wrong(number, e.Message, e);
        }
    }

    private static CliException Wrong(int number, string reason, Exception inner) =>
        new(
            ExitCode.Failed,
            "a line cannot be produced; nothing was written",
            $"line {number} of standard input",
            reason,
            "mend or drop that line: the whole input is one transaction",
            inner
        );

    private static int Partition(JsonElement root) =>
        root.TryGetProperty("partition", out var p) && p.ValueKind == JsonValueKind.Number ? p.GetInt32() : -1;

    private static long? Time(JsonElement root)
    {
        if (!root.TryGetProperty("time", out var time) || time.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return time.ValueKind == JsonValueKind.Number
            ? time.GetInt64()
            : DateTimeOffset
                .Parse(time.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
                .ToUnixTimeMilliseconds();
    }

    private static byte[]? Value(string topic, JsonElement root, IValueEncoder encoder)
    {
        if (
            root.TryGetProperty("error", out var error)
            && error.ValueKind == JsonValueKind.Object
            && error.TryGetProperty("hex", out var hex)
        )
        {
            return Convert.FromHexString(hex.GetString()!); // was not decodable when read: it goes back as it was
        }

        if (!root.TryGetProperty("value", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var id =
            root.TryGetProperty("schemaId", out var schema) && schema.ValueKind == JsonValueKind.Number ? schema.GetInt32() : (int?)null;
        return encoder.Encode(topic, id, value);
    }

    private static List<KeyValuePair<string, byte[]?>> Headers(JsonElement root) =>
        root.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object
            ? [.. headers.EnumerateObject().Select(h => new KeyValuePair<string, byte[]?>(h.Name, FromText(h.Value.GetString())))]
            : [];

    private static byte[]? Bytes(JsonElement root, string name) =>
        root.TryGetProperty(name, out var text) ? FromText(text.GetString()) : null;

    private static byte[]? FromText(string? text) =>
        text is null ? null
        : text.StartsWith("0x", StringComparison.Ordinal) && text.Length % 2 == 0 && text.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0
            ? Convert.FromHexString(text.AsSpan(2))
        : Encoding.UTF8.GetBytes(text);
}

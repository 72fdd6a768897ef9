namespace NbaPipeline.Cli.Commands;

/// <summary>Records as rows of a result. What these rows are in JSON lines, `nba produce` takes back.</summary>
internal sealed class RecordRows
{
    private static readonly Column[] Head =
    [
        new("topic", WideOnly: true),
        new("partition", true),
        new("offset", true),
        new("time"),
        new("key"),
        new("headers", WideOnly: true),
    ];

    private readonly Func<TopicRecord, IValueDecoder, object?[]> _tail;

    private RecordRows(Column[] tail, Func<TopicRecord, IValueDecoder, object?[]> values)
    {
        Columns = [.. Head, .. tail];
        _tail = values;
    }

    public IReadOnlyList<Column> Columns { get; }

    public static RecordRows For(bool metaOnly, bool hex) =>
        metaOnly ? new([new("keyBytes", true), new("valueBytes", true)], (r, _) => [r.Key?.Length, r.Value?.Length])
        : hex ? new([new("value")], (r, _) => [r.Value])
        : new([new("schemaId", true), new("value"), new("error")], Decoded);

    /// <summary>What is shown of a value that could not be decoded: nothing of it is lost.</summary>
    public static Dictionary<string, object?> Error(TopicRecord record, DecodedValue decoded) =>
        new()
        {
            ["schemaId"] = decoded.SchemaId,
            ["at"] = $"{record.Topic}[{record.Partition}]@{record.Offset}",
            ["reason"] = decoded.Reason,
            ["hex"] = record.Value,
        };

    public IReadOnlyList<object?> Of(TopicRecord record, IValueDecoder decoder) =>
        [
            record.Topic,
            record.Partition,
            record.Offset,
            DateTimeOffset.FromUnixTimeMilliseconds(record.TimestampMs),
            RecordText.OfBytes(record.Key),
            record.Headers.Count == 0 ? null : Headers(record),
            .. _tail(record, decoder),
        ];

    private static Dictionary<string, object?> Headers(TopicRecord record)
    {
        var headers = new Dictionary<string, object?>();
        foreach (var (name, value) in record.Headers)
        {
            headers[name] = RecordText.OfBytes(value);
        }

        return headers;
    }

    private static object?[] Decoded(TopicRecord record, IValueDecoder decoder)
    {
        var decoded = decoder.Decode(record);
        return [decoded.SchemaId, decoded.Json, decoded.Reason is null ? null : Error(record, decoded)];
    }
}

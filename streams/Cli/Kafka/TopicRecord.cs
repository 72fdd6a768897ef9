namespace NbaPipeline.Cli;

/// <summary>A record as it lies in the topic.</summary>
internal sealed record TopicRecord(
    string Topic,
    int Partition,
    long Offset,
    long TimestampMs,
    byte[]? Key,
    byte[]? Value,
    IReadOnlyList<KeyValuePair<string, byte[]?>> Headers
);

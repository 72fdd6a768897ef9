namespace NbaPipeline.Sources;

/// <summary>A record on its way to a topic. The memory is only valid during the call it is passed to.</summary>
/// <param name="Topic">Full topic name.</param>
/// <param name="Key">Key bytes (UTF-8 text on every topic of this project).</param>
/// <param name="Value">Value bytes; empty memory is an empty value, never a tombstone.</param>
/// <param name="TimestampMs">Event time, milliseconds since the Unix epoch.</param>
/// <param name="Headers">Headers in order.</param>
public readonly record struct SourceRecord(
    string Topic,
    ReadOnlyMemory<byte> Key,
    ReadOnlyMemory<byte> Value,
    long TimestampMs,
    IReadOnlyList<KeyValuePair<string, byte[]>> Headers
);

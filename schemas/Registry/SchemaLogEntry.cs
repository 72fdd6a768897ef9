namespace NbaPipeline.SchemaRegistry;

/// <summary>One record of the log. A null value is a tombstone.</summary>
internal readonly record struct SchemaLogEntry(long Offset, byte[]? Key, byte[]? Value);

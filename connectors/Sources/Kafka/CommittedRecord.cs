namespace NbaPipeline.Sources;

/// <summary>A committed record of a topic.</summary>
/// <param name="Partition">Partition number.</param>
/// <param name="Offset">Offset in the partition.</param>
/// <param name="Key">Key bytes, empty for none.</param>
/// <param name="Value">Value bytes, <c>null</c> for a tombstone.</param>
/// <param name="ContentHash">Header <c>nba.content-hash</c> as text, or <c>null</c>.</param>
public readonly record struct CommittedRecord(int Partition, long Offset, byte[] Key, byte[]? Value, string? ContentHash);

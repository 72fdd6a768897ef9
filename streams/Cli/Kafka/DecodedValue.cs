namespace NbaPipeline.Cli;

/// <summary>A value as JSON, or why it is not.</summary>
/// <param name="SchemaId">Id in the Confluent framing, if it has one.</param>
/// <param name="Json">The value; null for a tombstone or a failure.</param>
/// <param name="Reason">Why it could not be decoded, with byte offset and field; null on success.</param>
internal sealed record DecodedValue(int? SchemaId, RawJson? Json, string? Reason);

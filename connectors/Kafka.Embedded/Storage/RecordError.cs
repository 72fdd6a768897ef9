namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>One record of a refused batch, by its index in it.</summary>
internal sealed record RecordError(int BatchIndex, string? Message);

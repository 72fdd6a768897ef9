namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

internal sealed record TestRecord(string? Key, string? Value, long TimestampMs, string? Header = null);

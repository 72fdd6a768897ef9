namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>One record to be sent.</summary>
internal sealed record RecordSpec(long TimestampMs, string? Key, string? Value, bool WithHeader);

namespace NbaPipeline.Dataflow.Tests.Simulation;

internal sealed record InputRecord(long TimeMs, string Key, string? Value);

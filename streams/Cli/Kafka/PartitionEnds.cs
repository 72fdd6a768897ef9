namespace NbaPipeline.Cli;

/// <summary>First offset there is, and one past the last that a read_committed reader may see.</summary>
internal sealed record PartitionEnds(string Topic, int Partition, long Low, long High);

namespace NbaPipeline.Cli;

/// <summary>Offsets of one partition to read.</summary>
/// <param name="Topic">Topic.</param>
/// <param name="Partition">Partition.</param>
/// <param name="From">First offset.</param>
/// <param name="To">Last offset, included.</param>
internal sealed record PartitionRange(string Topic, int Partition, long From, long To = long.MaxValue);

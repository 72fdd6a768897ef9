namespace NbaPipeline.Sources;

/// <summary>The offset after the last record that the running transaction wrote to a partition.</summary>
/// <param name="Topic">Full topic name.</param>
/// <param name="Partition">Partition number.</param>
/// <param name="EndOffset">Offset of the last record written plus one.</param>
public readonly record struct PartitionEnd(string Topic, int Partition, long EndOffset);

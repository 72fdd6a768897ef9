using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Testing.Simulation;

/// <summary>A transaction with the partitions it wrote and the offsets it will commit.</summary>
internal sealed class SimulatedTransaction
{
    public SimulatedTransactionState State { get; set; }

    public HashSet<TopicPartition> Partitions { get; } = [];

    public Dictionary<(string Group, TopicPartition Partition), CommittedOffset> Offsets { get; } = [];
}

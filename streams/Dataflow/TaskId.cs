namespace NbaPipeline.Dataflow;

/// <summary>One partition's share of a sub-topology; written <c>subTopology_partition</c>.</summary>
public readonly record struct TaskId(int SubTopology, int Partition) : IComparable<TaskId>
{
    public int CompareTo(TaskId other) =>
        SubTopology != other.SubTopology ? SubTopology.CompareTo(other.SubTopology) : Partition.CompareTo(other.Partition);

    public override string ToString() => $"{SubTopology}_{Partition}";

    public static bool operator <(TaskId left, TaskId right) => left.CompareTo(right) < 0;

    public static bool operator >(TaskId left, TaskId right) => left.CompareTo(right) > 0;

    public static bool operator <=(TaskId left, TaskId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TaskId left, TaskId right) => left.CompareTo(right) >= 0;
}

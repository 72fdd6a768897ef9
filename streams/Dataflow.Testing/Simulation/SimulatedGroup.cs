using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Testing.Simulation;

/// <summary>
/// A cooperative consumer group: partitions of the subscribed topics are dealt to the members in turn; a partition that moves is
/// first given up by its old owner.
/// </summary>
internal sealed class SimulatedGroup(SimulatedCluster cluster)
{
    private readonly List<SimulatedConsumer> _members = [];

    public IReadOnlyList<SimulatedConsumer> Members => _members;

    public void Join(SimulatedConsumer member)
    {
        // A static member that comes back takes the place of its predecessor.
        var predecessor = _members.Find(m => m.InstanceId is not null && m.InstanceId == member.InstanceId);
        if (predecessor is not null)
        {
            predecessor.IsFenced = true;
            _members[_members.IndexOf(predecessor)] = member;
            return;
        }
        _members.Add(member);
    }

    public void Leave(SimulatedConsumer member) => _members.Remove(member);

    /// <summary>What a member should own, as if every other had already given up what is not theirs.</summary>
    public HashSet<TopicPartition> Target(SimulatedConsumer member)
    {
        var all = member
            .Subscription.SelectMany(t => Enumerable.Range(0, cluster.PartitionCount(t)).Select(p => new TopicPartition(t, p)))
            .OrderBy(p => p.Topic, StringComparer.Ordinal)
            .ThenBy(p => p.Partition)
            .ToList();
        var index = _members.IndexOf(member);
        return index < 0 ? [] : all.Where((_, i) => i % _members.Count == index).ToHashSet();
    }

    public bool IsOwnedByOther(SimulatedConsumer member, TopicPartition partition) =>
        _members.Exists(m => m != member && m.Owned.Contains(partition));
}

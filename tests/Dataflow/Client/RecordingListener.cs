using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tests.Client;

/// <summary>Assigns anchors together with the same partitions of a sibling topic, and remembers what it was told.</summary>
internal sealed class RecordingListener(IConsumerClient consumer, params string[] siblings) : IAssignmentListener
{
    public List<string> Told { get; } = [];

    public HashSet<TopicPartition> Owned { get; } = [];

    public Exception? ThrowBeforeAcknowledging { get; set; }

    public Exception? ThrowAfterAcknowledging { get; set; }

    public void OnAssigned(IReadOnlyList<TopicPartition> anchors)
    {
        Told.Add($"assigned {string.Join(",", anchors)}");
        ThrowOnce(ThrowBeforeAcknowledging);
        var all = WithSiblings(anchors);
        consumer.IncrementalAssign([.. all.Select(p => new PartitionOffset(p, PartitionOffset.Beginning))]);
        Owned.UnionWith(all);
        ThrowOnce(ThrowAfterAcknowledging);
    }

    public void OnRevoked(IReadOnlyList<TopicPartition> anchors) => GiveUp("revoked", anchors);

    public void OnLost(IReadOnlyList<TopicPartition> anchors) => GiveUp("lost", anchors);

    private void GiveUp(string how, IReadOnlyList<TopicPartition> anchors)
    {
        Told.Add($"{how} {string.Join(",", anchors)}");
        ThrowOnce(ThrowBeforeAcknowledging);
        var all = WithSiblings(anchors);
        consumer.IncrementalUnassign(all);
        Owned.ExceptWith(all);
        ThrowOnce(ThrowAfterAcknowledging);
    }

    private List<TopicPartition> WithSiblings(IReadOnlyList<TopicPartition> anchors) =>
        [.. anchors, .. siblings.SelectMany(s => anchors.Select(a => new TopicPartition(s, a.Partition)))];

    private void ThrowOnce(Exception? thrown)
    {
        if (thrown is null)
            return;
        (ThrowBeforeAcknowledging, ThrowAfterAcknowledging) = (null, null);
        throw thrown;
    }
}

namespace NbaPipeline.Dataflow.Client;

/// <summary>
/// Told of group assignment changes of the subscribed (anchor) topics, on the thread that calls <see cref="IConsumerClient.Poll"/>.
/// The listener itself calls <see cref="IConsumerClient.IncrementalAssign"/> and <see cref="IConsumerClient.IncrementalUnassign"/>
/// (anchors and siblings together) before it returns. What it throws, Poll rethrows.
/// </summary>
internal interface IAssignmentListener
{
    void OnAssigned(IReadOnlyList<TopicPartition> anchors);

    /// <summary>The partitions are still owned: work on them may be committed before they are given up.</summary>
    void OnRevoked(IReadOnlyList<TopicPartition> anchors);

    /// <summary>The partitions already belong to somebody else: nothing of them may be committed.</summary>
    void OnLost(IReadOnlyList<TopicPartition> anchors);
}

namespace NbaPipeline.Dataflow.Client;

/// <summary>
/// A consumer owned by one thread; no member may be called from another. Reads read_committed and raises
/// <see cref="ClientMessageKind.EndOfPartition"/> at the readable end.
/// </summary>
internal interface IConsumerClient : IDisposable
{
    /// <summary>Index of a topic within this client, stable for its life; registers the name on first use.</summary>
    int TopicIndex(string topic);

    string TopicName(int topicIndex);

    /// <summary>Joins the group of the settings; assignment changes arrive inside <see cref="Poll"/>.</summary>
    void Subscribe(IReadOnlyList<string> anchorTopics, IAssignmentListener listener);

    /// <summary>Replaces the whole assignment without a group (restore).</summary>
    void Assign(IReadOnlyList<PartitionOffset> partitions);

    void IncrementalAssign(IReadOnlyList<PartitionOffset> partitions);

    void IncrementalUnassign(IReadOnlyList<TopicPartition> partitions);

    /// <summary>
    /// Takes what is there, at most the length of <paramref name="into"/>. Waits up to <paramref name="timeoutMs"/> for the first
    /// message only. Serves assignment changes, statistics and errors. Every message with a handle must be released.
    /// </summary>
    int Poll(Span<ClientMessage> into, int timeoutMs);

    void Release(ReadOnlySpan<nint> handles);

    /// <summary>Adds the headers of a message to <paramref name="into"/> in order; false when it has none.</summary>
    bool ReadHeaders(nint handle, RecordHeaders into);

    /// <summary>The value of the last header of that name without copying, false when the message has none.</summary>
    bool TryGetHeader(nint handle, ReadOnlySpan<byte> nameUtf8, out ReadOnlySpan<byte> value);

    void Pause(IReadOnlyList<TopicPartition> partitions);

    void Resume(IReadOnlyList<TopicPartition> partitions);

    void Seek(TopicPartition partition, long offset);

    /// <summary>Committed offsets of the group; waits for open transactions on them to end (KIP-447).</summary>
    IReadOnlyList<CommittedOffset> Committed(IReadOnlyList<TopicPartition> partitions, int timeoutMs);

    /// <summary>Log start and high watermark as the broker has them now (the read_uncommitted end).</summary>
    (long Low, long High) QueryWatermarks(TopicPartition partition, int timeoutMs);

    /// <summary>Commits without a transaction (at-least-once).</summary>
    void Commit(IReadOnlyList<CommittedOffset> offsets);

    /// <summary>Leaves the group and frees everything; no message may be outstanding.</summary>
    void Close();
}

using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.State;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Threads;

/// <summary>One store being restored: where it stands and where it has to get to.</summary>
internal sealed class Restoration(
    StreamTask task,
    StateStore store,
    TopicPartition partition,
    int topicIndex,
    long from,
    long target,
    long startedAt
)
{
    public StreamTask Task { get; } = task;

    public StateStore Store { get; } = store;

    public TopicPartition Partition { get; } = partition;

    public int TopicIndex { get; } = topicIndex;

    public long Target { get; } = target;

    public long Position { get; private set; } = from;

    public long Restored { get; set; }

    /// <summary>Timestamp of the last move, for the watchdog.</summary>
    public long MovedAt { get; private set; } = startedAt;

    public void Advance(long position, long now)
    {
        if (position > Position)
        {
            Position = position;
            MovedAt = now;
        }
    }
}

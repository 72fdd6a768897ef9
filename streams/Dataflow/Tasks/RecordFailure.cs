using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tasks;

/// <summary>A record could not be decoded or processed; it is still at the head of its channel.</summary>
internal sealed class RecordFailure(StreamTask task, Channel channel, string node, Exception error)
    : Exception(
        $"Record {channel.Input.Partition}@{channel.Queue.Head.Offset} failed in operator '{node}' of task {task.Id}: {error.Message}",
        error
    )
{
    public StreamTask Task { get; } = task;

    public TopicPartition Partition { get; } = channel.Input.Partition;

    public long Offset { get; } = channel.Queue.Head.Offset;

    public Channel Channel { get; } = channel;

    public string Node { get; } = node;

    public Exception Error { get; } = error;
}

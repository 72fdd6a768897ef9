using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Nodes;

namespace NbaPipeline.Dataflow.Tasks;

/// <summary>One input partition of a task with its channels.</summary>
internal sealed class InputPartition(TopicPartition partition, int topicIndex, SourceNode source, bool progressDeclared)
{
    public TopicPartition Partition { get; } = partition;

    public int TopicIndex { get; } = topicIndex;

    public SourceNode Source { get; } = source;

    public bool ProgressDeclared { get; } = progressDeclared;

    /// <summary>Sorted by producer, so that ties between producers do not depend on who was heard of first.</summary>
    public List<Channel> Channels { get; } = [];

    /// <summary>Producers of the topic, 0 while unknown.</summary>
    public int ProducerCount { get; set; }

    /// <summary>Offset of the next record to arrive; counts control records once their end was reported.</summary>
    public long ReadPosition { get; set; }

    /// <summary>Nothing readable lies behind <see cref="ReadPosition"/>, as far as the client knows.</summary>
    public bool AtEnd { get; set; }

    public bool Paused { get; set; }

    public int Queued { get; set; }

    public CommittedOffset LastCommitted { get; set; }

    /// <summary>Every producer of the topic has been heard of.</summary>
    public bool AllProducersKnown => ProducerCount > 0 && Channels.Count >= ProducerCount;

    /// <summary>Whether a record up to this time may still have to be read: it may lie behind many of other producers.</summary>
    public bool IsStarved(long timeMs)
    {
        foreach (var channel in Channels)
        {
            if (channel.Queue.Count == 0 && channel.CompleteUntilMs < timeMs)
            {
                return true;
            }
        }
        return ProgressDeclared && !AllProducersKnown;
    }

    /// <summary>The lowest offset that is not processed: what a commit says.</summary>
    public long CommittableOffset
    {
        get
        {
            var lowest = long.MaxValue;
            foreach (var channel in Channels)
            {
                if (channel.Queue.Count > 0)
                {
                    lowest = Math.Min(lowest, channel.Queue.Head.Offset);
                }
            }
            return lowest == long.MaxValue ? ReadPosition : lowest;
        }
    }

    /// <summary>The channel of a producer, made when new.</summary>
    public Channel ChannelOf(string producer)
    {
        var at = 0;
        while (at < Channels.Count)
        {
            var order = string.CompareOrdinal(Channels[at].Producer, producer);
            if (order == 0)
            {
                return Channels[at];
            }
            if (order > 0)
            {
                break;
            }
            at++;
        }
        var channel = new Channel(this, producer);
        Channels.Insert(at, channel);
        return channel;
    }
}

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>A group as the control log knows it: its generation and its offsets, never its members.</summary>
internal sealed class ControlGroup(string id, int generation)
{
    public string Id { get; } = id;

    /// <summary>The last generation; a group that was removed and returns starts at the floor, so that no generation is given out twice.</summary>
    public int Generation { get; set; } = generation;

    /// <summary>Empty for a group that only holds offsets.</summary>
    public string ProtocolType { get; set; } = "";

    public Dictionary<TopicPartition, SequencedOffset> Offsets { get; } = [];

    /// <summary>Offsets of open transactions, by producer id.</summary>
    public Dictionary<long, Dictionary<TopicPartition, SequencedOffset>> Pending { get; } = [];

    public void Forget(Func<TopicPartition, bool> which)
    {
        RemoveWhere(Offsets, which);
        foreach ((long producerId, Dictionary<TopicPartition, SequencedOffset> pending) in Pending.ToArray())
        {
            RemoveWhere(pending, which);
            if (pending.Count == 0)
            {
                Pending.Remove(producerId);
            }
        }
    }

    private static void RemoveWhere(Dictionary<TopicPartition, SequencedOffset> offsets, Func<TopicPartition, bool> which)
    {
        foreach (TopicPartition key in offsets.Keys.Where(which).ToArray())
        {
            offsets.Remove(key);
        }
    }
}

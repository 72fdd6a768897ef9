using NbaPipeline.Kafka.Embedded.Control.Entries;

namespace NbaPipeline.Kafka.Embedded.Control;

internal sealed partial class ControlState
{
    private void ApplyGroup(ControlEntry entry, long sequence)
    {
        switch (entry)
        {
            case GroupGeneration generation:
                ControlGroup changed = GroupOf(generation.GroupId);
                changed.Generation = generation.Generation;
                changed.ProtocolType = generation.ProtocolType;
                break;
            case GroupRemoved removed:
                if (Groups.Remove(removed.GroupId, out ControlGroup? gone))
                {
                    GenerationFloor = Math.Max(GenerationFloor, gone.Generation);
                }

                break;
            case GenerationFloor floor:
                GenerationFloor = Math.Max(GenerationFloor, floor.Generation);
                break;
            case OffsetsCommitted committed:
                PutAll(GroupOf(committed.GroupId).Offsets, committed.Offsets, sequence);
                break;
            case OffsetsPending pending:
                ApplyPending(pending, sequence);
                break;
            case OffsetsRemoved removed when Groups.TryGetValue(removed.GroupId, out ControlGroup? group):
                foreach (TopicPartition partition in removed.Partitions)
                {
                    group.Offsets.Remove(partition);
                }

                break;
            case PendingOffsetsDropped dropped when Groups.TryGetValue(dropped.GroupId, out ControlGroup? group):
                group.Pending.Remove(dropped.ProducerId);
                break;
        }
    }

    private void ApplyPending(OffsetsPending entry, long sequence)
    {
        ControlGroup group = GroupOf(entry.GroupId);
        if (!group.Pending.TryGetValue(entry.ProducerId, out Dictionary<TopicPartition, SequencedOffset>? pending))
        {
            group.Pending.Add(entry.ProducerId, pending = []);
        }

        PutAll(pending, entry.Offsets, sequence);
    }

    private void PutAll(Dictionary<TopicPartition, SequencedOffset> target, IReadOnlyList<StoredOffset> offsets, long sequence)
    {
        foreach (StoredOffset offset in offsets)
        {
            Put(target, offset, sequence);
        }
    }

    /// <summary>Keeps the later of two offsets; one for a topic deleted meanwhile is dropped.</summary>
    private void Put(Dictionary<TopicPartition, SequencedOffset> target, StoredOffset offset, long sequence)
    {
        bool older = target.TryGetValue(offset.Key, out SequencedOffset present) && present.Sequence > sequence;
        if (!older && Topics.ContainsKey(offset.TopicId))
        {
            target[offset.Key] = new(offset, sequence);
        }
    }
}

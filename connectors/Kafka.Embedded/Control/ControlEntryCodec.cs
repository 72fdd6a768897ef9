using NbaPipeline.Kafka.Embedded.Control.Entries;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>Entries to bytes and back. A body is a version byte and then explicit fields.</summary>
internal static class ControlEntryCodec
{
    private const byte BodyVersion = 1;

    public static void WriteBody(ControlWriter writer, ControlEntry entry)
    {
        writer.Byte(BodyVersion);
        entry.WriteBody(writer);
    }

    /// <exception cref="ControlLogException">The type or version is unknown, or the fields do not fit the body.</exception>
    public static ControlEntry Read(byte type, ReadOnlySpan<byte> body)
    {
        var reader = new ControlReader(body);
        byte version = reader.Byte();
        if (version != BodyVersion)
        {
            throw new ControlLogException(
                $"Control entry type {type} has version {version}; this broker knows {BodyVersion}. The directory was written by a newer broker."
            );
        }

        ControlEntry entry = ReadFields((ControlEntryType)type, ref reader);
        return reader.Remaining == 0
            ? entry
            : throw new ControlLogException($"Control entry {(ControlEntryType)type} has {reader.Remaining} surplus bytes.");
    }

    private static ControlEntry ReadFields(ControlEntryType type, ref ControlReader reader) =>
        type switch
        {
            ControlEntryType.TopicCreated => TopicCreated.Read(ref reader),
            ControlEntryType.PartitionsAdded => PartitionsAdded.Read(ref reader),
            ControlEntryType.TopicConfigsSet => TopicConfigsSet.Read(ref reader),
            ControlEntryType.TopicDeleted => TopicDeleted.Read(ref reader),
            ControlEntryType.BrokerConfigsSet => BrokerConfigsSet.Read(ref reader),
            ControlEntryType.ClusterIdSet => ClusterIdSet.Read(ref reader),
            ControlEntryType.ProducerIdBlock => ProducerIdBlock.Read(ref reader),
            ControlEntryType.Started => Started.Read(ref reader),
            ControlEntryType.Recovered => Recovered.Read(ref reader),
            ControlEntryType.TransactionChanged => TransactionChanged.Read(ref reader),
            ControlEntryType.TransactionCompleted => TransactionCompleted.Read(ref reader),
            ControlEntryType.TransactionRemoved => TransactionRemoved.Read(ref reader),
            ControlEntryType.OutcomeKept => OutcomeKept.Read(ref reader),
            ControlEntryType.GroupGeneration => GroupGeneration.Read(ref reader),
            ControlEntryType.GroupRemoved => GroupRemoved.Read(ref reader),
            ControlEntryType.GenerationFloor => GenerationFloor.Read(ref reader),
            ControlEntryType.OffsetsCommitted => OffsetsCommitted.Read(ref reader),
            ControlEntryType.OffsetsRemoved => OffsetsRemoved.Read(ref reader),
            ControlEntryType.OffsetsPending => OffsetsPending.Read(ref reader),
            ControlEntryType.PendingOffsetsDropped => PendingOffsetsDropped.Read(ref reader),
            ControlEntryType.LogStartMoved => LogStartMoved.Read(ref reader),
            _ => throw new ControlLogException($"Control entry type {(byte)type} is unknown. The directory was written by a newer broker."),
        };
}

namespace NbaPipeline.Dataflow.Tasks;

/// <summary>Where the operators of a task send records to.</summary>
internal interface IRecordCollector
{
    /// <summary>Index of a topic for <see cref="Send"/>.</summary>
    int TopicIndex(string topic);

    int PartitionCount(int topicIndex);

    /// <summary>Sends within the open transaction. Null headers mean those of the current input record.</summary>
    void Send(
        int topicIndex,
        int partition,
        ReadOnlySpan<byte> key,
        bool keyIsNull,
        ReadOnlySpan<byte> value,
        bool valueIsNull,
        long timestampMs,
        RecordHeaders? headers
    );

    /// <summary>A record that an operator dropped on purpose (late, no key): counted with its reason.</summary>
    void CountDropped(DropReason reason);
}

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>A batch that a producer may send again: its sequences and the answer it got.</summary>
/// <param name="FirstSequence">Of its first record.</param>
/// <param name="LastSequence">Of its last record.</param>
/// <param name="BaseOffset">Where it was stored.</param>
/// <param name="LogAppendTimeMs">As answered: -1 unless the topic has LogAppendTime.</param>
internal readonly record struct ProducedBatch(int FirstSequence, int LastSequence, long BaseOffset, long LogAppendTimeMs)
{
    public ProducedBatch(in BatchHeader header)
        : this(header.BaseSequence, header.LastSequence, header.BaseOffset, header.IsAppendTime ? header.MaxTimestamp : -1) { }

    /// <summary>The offset after its last record.</summary>
    public long EndOffset => BaseOffset + ((LastSequence - (long)FirstSequence) & int.MaxValue) + 1;
}

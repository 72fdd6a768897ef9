using NbaPipeline.Dataflow.State;
using NbaPipeline.Dataflow.Threads;

namespace NbaPipeline.Dataflow.Tasks;

/// <summary>Writes the changelog partition of one store of one task.</summary>
internal sealed class ChangelogWriter(ThreadProducer producer, int topicIndex, int partition) : IChangelogWriter
{
    public long EndOffset => producer.LastOffset(topicIndex, partition) is >= 0 and var last ? last + 1 : -1;

    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestampMs) =>
        producer.Produce(topicIndex, partition, key, false, value, false, Math.Max(timestampMs, 1), null);

    public void Delete(ReadOnlySpan<byte> key, long timestampMs) =>
        producer.Produce(topicIndex, partition, key, false, default, true, Math.Max(timestampMs, 1), null);
}

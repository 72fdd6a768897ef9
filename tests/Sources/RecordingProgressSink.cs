namespace NbaPipeline.Sources.Tests;

/// <summary>Notes what was declared, and writes it to a topic like the engine does, so that it stands in the transaction.</summary>
internal sealed class RecordingProgressSink : IProgressSink
{
    public const string Topic = "test-progress";

    public void Declare(
        ISourceProducer producer,
        string sourceId,
        IReadOnlyList<string> topics,
        long completeToMs,
        IReadOnlyList<PartitionEnd> ends
    ) =>
        producer.Produce(new SourceRecord(Topic, System.Text.Encoding.UTF8.GetBytes(sourceId), BitConverter.GetBytes(completeToMs), 0, []));

    public static long CompleteTo(StoredRecord record) => BitConverter.ToInt64(record.Value);
}

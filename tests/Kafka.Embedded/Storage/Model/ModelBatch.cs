using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage.Model;

/// <summary>A batch or marker of the model log.</summary>
internal sealed record ModelBatch(
    long BaseOffset,
    long EndOffset,
    byte[] Content,
    long ProducerId,
    short Epoch,
    bool IsTransactional,
    bool? Outcome,
    IReadOnlyList<long> Timestamps
)
{
    /// <summary>From the bytes a client sent, or a marker's; the first 16 bytes are the broker's.</summary>
    public static ModelBatch Of(long baseOffset, byte[] batch)
    {
        var header = new BatchHeader(batch);
        List<long> timestamps = [];
        var walker = new RecordWalker(batch.AsSpan(BatchLayout.Records));
        while (walker.TryNext())
        {
            timestamps.Add(header.BaseTimestamp + walker.TimestampDelta);
        }
        return new ModelBatch(
            baseOffset,
            baseOffset + header.LastOffsetDelta + 1,
            batch[BatchLayout.Magic..],
            header.ProducerId,
            header.ProducerEpoch,
            header.IsTransactional && !header.IsControl,
            header.IsControl ? ControlBatch.ReadOutcome(batch) : null,
            timestamps
        );
    }

    public bool IsMarker => Outcome is not null;
}

namespace NbaPipeline.Kafka.Embedded.Tests.Storage.Model;

/// <summary>A client that numbers its batches. Without sequences it is a plain producer.</summary>
internal sealed class ModelProducer(long producerId, bool isTransactional)
{
    public long ProducerId => producerId;

    public bool IsTransactional => isTransactional;

    public short Epoch { get; set; }

    public int Next { get; set; }

    /// <summary>Answered batches that it could send again: bytes and the offset it got.</summary>
    public Queue<(byte[] Bytes, long BaseOffset)> Answered { get; } = new();

    public void Acknowledged(byte[] bytes, long baseOffset, int count)
    {
        Next += count;
        Answered.Enqueue((bytes, baseOffset));
        if (Answered.Count > 5)
        {
            Answered.Dequeue();
        }
    }
}

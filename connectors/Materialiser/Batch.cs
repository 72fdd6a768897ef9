using Confluent.Kafka;

namespace NbaPipeline.Materialiser;

/// <summary>What has been read since the last commit.</summary>
internal sealed class Batch
{
    private readonly Dictionary<TopicPartition, PartitionProgress> _moved = [];
    private readonly List<DeadLetter> _deadLetters = [];

    public int Records { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Timestamp of the first record or moved position.</summary>
    public long StartedAt { get; private set; }

    public IReadOnlyDictionary<TopicPartition, PartitionProgress> Moved => _moved;

    public IReadOnlyList<DeadLetter> DeadLetters => _deadLetters;

    public bool IsEmpty => _moved.Count == 0;

    /// <summary>The partition as it will be after the commit.</summary>
    public PartitionProgress Of(TopicPartition partition, IReadOnlyDictionary<TopicPartition, PartitionProgress> committed) =>
        _moved.TryGetValue(partition, out var moved) ? moved : committed.GetValueOrDefault(partition, PartitionProgress.None);

    public void Start(long timestamp)
    {
        if (IsEmpty)
        {
            StartedAt = timestamp;
        }
    }

    public void Move(TopicPartition partition, PartitionProgress progress) => _moved[partition] = progress;

    public void Count(ConsumeResult<byte[]?, byte[]?> record)
    {
        Records++;
        Bytes += (record.Message.Key?.Length ?? 0) + (record.Message.Value?.Length ?? 0);
    }

    public void Add(DeadLetter letter) => _deadLetters.Add(letter);

    public void Clear()
    {
        _moved.Clear();
        _deadLetters.Clear();
        Records = 0;
        Bytes = 0;
    }
}

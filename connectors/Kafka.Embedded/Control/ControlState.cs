using NbaPipeline.Kafka.Embedded.Control.Entries;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>
/// What all entries of the control log add up to. At start it is what catalogue, groups and transactions load from; afterwards it belongs
/// to the log's writer, which needs it for snapshots, and nobody else may touch it.
/// </summary>
internal sealed partial class ControlState
{
    /// <summary>Reached only when flushing has failed for long: then the oldest outcomes go.</summary>
    private const int MaxOutcomes = 100_000;

    public Dictionary<Guid, ControlTopic> Topics { get; } = [];

    public IReadOnlyDictionary<string, string> BrokerConfigs { get; private set; } = new Dictionary<string, string>();

    /// <summary>Null before the first start.</summary>
    public string? ClusterId { get; private set; }

    /// <summary>Every producer id below it may have been given out.</summary>
    public long NextProducerId { get; private set; }

    public Dictionary<string, TransactionSnapshot> Transactions { get; } = new(StringComparer.Ordinal);

    /// <summary>Outcomes whose markers are not known to be flushed, by the sequence of their Prepare record.</summary>
    public SortedDictionary<long, TransactionOutcome> Outcomes { get; } = [];

    /// <summary>The outcome without a Complete record of each transactional id, as its key in <see cref="Outcomes"/>.</summary>
    private readonly Dictionary<string, long> _incomplete = new(StringComparer.Ordinal);

    public Dictionary<string, ControlGroup> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>A group that does not exist starts above this generation.</summary>
    public int GenerationFloor { get; private set; }

    /// <summary>First offsets of partitions that were ever moved.</summary>
    public Dictionary<TopicPartition, long> LogStarts { get; } = [];

    public Started? LastStart { get; private set; }

    /// <summary>Whether the recovery of <see cref="LastStart"/> was completed.</summary>
    public bool LastStartRecovered { get; private set; }

    public ControlGroup GroupOf(string id)
    {
        if (!Groups.TryGetValue(id, out ControlGroup? group))
        {
            group = new ControlGroup(id, GenerationFloor);
            Groups.Add(id, group);
        }

        return group;
    }

    /// <summary>Drops the outcomes completed up to <paramref name="sequence"/>.</summary>
    public void MarkersFlushed(long sequence)
    {
        if (Outcomes.Count == 0)
        {
            return;
        }

        foreach (TransactionOutcome outcome in Outcomes.Values.ToArray())
        {
            if (outcome.CompleteSequence != 0 && outcome.CompleteSequence <= sequence)
            {
                Outcomes.Remove(outcome.PrepareSequence);
            }
        }
    }
}

namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>
/// Draws steps from a seeded source. It knows nothing of the answers: names come from small pools, so that steps meet topics, producers and
/// groups in every state, and most are valid. A draw depends on the seed only; what a step needs of earlier answers the <see cref="Peer"/> remembers.
/// </summary>
internal sealed partial class StepSource(int seed, string prefix)
{
    private const int Topics = 4;
    private const int PartitionsMax = 3;
    private readonly Random _random = new(seed);
    private long _clockMs = 1_700_000_000_000;
    private int _values;

    public string[] Groups { get; } = [$"{prefix}-g0", $"{prefix}-g1", $"{prefix}-g2"];

    public string[] TransactionalIds { get; } = [$"{prefix}-x0", $"{prefix}-x1", $"{prefix}-x2"];

    /// <summary>The first steps give the later ones something to work on.</summary>
    public IEnumerable<Step> Steps(int count)
    {
        yield return Create(Topic(0), 2, []);
        yield return Create(Topic(1), 1, [("retention.ms", "-1")]);
        yield return Create(Topic(2), 3, [("message.timestamp.type", "LogAppendTime")]);
        (int Weight, Func<Step> Draw)[] kinds =
        [
            (4, CreateTopic),
            (1, DeleteTopic),
            (2, CreatePartitions),
            (4, Metadata),
            (5, Configs),
            (3, DeleteRecords),
            (10, ProducePlain),
            (6, ProduceFaulty),
            (4, InitIdempotent),
            (12, ProduceIdempotent),
            (16, Fetch),
            (10, ListOffsets),
            (2, LeaderEpoch),
            (6, InitTransactional),
            (10, AddPartitions),
            (16, ProduceTransactional),
            (5, AddOffsets),
            (5, CommitInTransaction),
            (12, EndTransaction),
            (4, ViewTransactions),
            (5, CommitOffsets),
            (6, FetchOffsets),
            (5, GroupAdministration),
            (5, Membership),
            (1, Coordinator),
            (1, Protocol),
        ];
        var sum = kinds.Sum(kind => kind.Weight);
        for (var i = 3; i < count; i++)
        {
            var drawn = _random.Next(sum);
            yield return kinds.First(kind => (drawn -= kind.Weight) < 0).Draw();
        }
    }

    private string Topic(int number) => FormattableString.Invariant($"{prefix}-t{number}");

    private string AnyTopic() => Chance(3) ? $"{prefix}-unknown" : Topic(_random.Next(Topics));

    private int AnyPartition() =>
        Chance(2) ? 9
        : Chance(70) ? 0
        : _random.Next(PartitionsMax);

    private string AnyGroup() => Of(Groups);

    private string AnyTransactionalId() => Of(TransactionalIds);

    private string AnyProducer() => FormattableString.Invariant($"p{_random.Next(3)}");

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Of<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private short Version(int min, int max) => (short)_random.Next(min, max + 1);
}

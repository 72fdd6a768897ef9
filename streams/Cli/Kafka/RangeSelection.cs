namespace NbaPipeline.Cli;

/// <summary>Which records of a topic are wanted.</summary>
internal sealed record RangeSelection
{
    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    public IReadOnlyList<OffsetSpan> Offsets { get; init; } = [];

    public IReadOnlyList<int> Partitions { get; init; } = [];

    public long? Last { get; init; }

    public long? Limit { get; init; }

    public bool Follow { get; init; }
}

namespace NbaPipeline.Sources;

/// <summary>All records of the chosen seasons, in memory, and what was met while reading them.</summary>
internal sealed class LoadedRows(long maxBufferedBytes)
{
    /// <summary>The records; in replay order once loading has ended.</summary>
    public RowBuffer Buffer { get; } = new(maxBufferedBytes);

    /// <summary>Topics by the number that <see cref="RowRef.Topic"/> holds, in ordinal order of names.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>Dead letters by (file, row) as in <see cref="RowRef"/>.</summary>
    public Dictionary<(int File, int Row), DeadLetter> DeadLetters { get; } = [];

    public SortedDictionary<string, LayoutTally> Tallies { get; } = new(StringComparer.Ordinal);

    /// <summary>Start years of the seasons in schedules and box scores.</summary>
    public SortedSet<int> Seasons { get; } = [];

    public List<SourceFailure> Failures { get; } = [];

    public int TopicNumber(string topic)
    {
        for (var i = 0; i < Topics.Count; i++)
        {
            if (Topics[i] == topic)
            {
                return i;
            }
        }

        throw new ArgumentException($"{topic} is no topic of this source", nameof(topic));
    }

    public LayoutTally Tally(string layout)
    {
        if (!Tallies.TryGetValue(layout, out var tally))
        {
            Tallies[layout] = tally = new LayoutTally(layout);
        }

        return tally;
    }
}

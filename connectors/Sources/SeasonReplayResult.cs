namespace NbaPipeline.Sources;

/// <summary>What a replay found and did.</summary>
public sealed record SeasonReplayResult
{
    /// <summary>Per layout, in order of names: what the files hold of the chosen seasons. Empty when the topics are known to hold all of it:
    /// then no file is read to its end.</summary>
    public required IReadOnlyList<LayoutCount> Layouts { get; init; }

    /// <summary>Per topic, in order of names: records of the files, and those of them that this run produced. Empty like
    /// <see cref="Layouts"/>.</summary>
    public required IReadOnlyList<TopicCount> Topics { get; init; }

    /// <summary>Seasons found in schedules and box scores, oldest first. Empty like <see cref="Layouts"/>.</summary>
    public required IReadOnlyList<string> Seasons { get; init; }

    /// <summary>One line per file left out, and why.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>What is odd but does no harm: unknown columns, rows later than promised.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Files that could not be read to their end; their good rows are produced. Not empty means that the run failed.</summary>
    public required IReadOnlyList<SourceFailure> Failures { get; init; }

    /// <summary>Event time up to which everything is in the topics, milliseconds since the Unix epoch; -1 when there is nothing.</summary>
    public required long CompleteToMs { get; init; }

    /// <summary>Records this run produced.</summary>
    public long Produced => Topics.Sum(topic => topic.Produced);

    /// <summary>The topics held everything already.</summary>
    public bool Unchanged => Produced == 0;
}

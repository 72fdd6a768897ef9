namespace NbaPipeline.Sources;

/// <summary>One run through the pending records: where it is and what it has committed.</summary>
internal sealed class ReplayRun(
    SeasonReplayOptions options,
    LoadedRows rows,
    ReplayPlan plan,
    long completeToMs,
    string fingerprint,
    long rowsRead,
    int failures
)
{
    private readonly long[] _produced = new long[rows.Topics.Count];

    public LoadedRows Rows => rows;

    public string Fingerprint => fingerprint;

    /// <summary>Files that could not be read to their end.</summary>
    public int Failures => failures;

    public bool IsDelta => plan.IsDelta;

    /// <summary>Index into the plan of the first record not yet committed.</summary>
    public int Next { get; private set; }

    public bool IsComplete => Next == plan.Pending.Count;

    /// <summary>Event time up to which completeness is declared and committed.</summary>
    public long CompleteToMs { get; private set; } = completeToMs;

    public RowRef Row(int pending) => rows.Buffer[plan.Pending[pending]];

    /// <summary>End (exclusive) of the batch that starts at <see cref="Next"/>: at least one record, within both limits.</summary>
    public int BatchEnd()
    {
        var limit = (int)Math.Min(plan.Pending.Count, (long)Next + options.BatchRecords);
        long bytes = 0;
        var end = Next;
        while (end < limit)
        {
            var row = Row(end);
            bytes += row.KeyBytes + row.ValueBytes;
            if (bytes > options.BatchBytes && end > Next)
            {
                break;
            }

            end++;
        }

        return end;
    }

    /// <summary>
    /// What is complete once the records before <paramref name="end"/> are in: everything before the next record's time; at the end,
    /// everything up to the last record of the files. Never less than was promised before.
    /// </summary>
    public long CompleteToAfter(int end)
    {
        var complete =
            end < plan.Pending.Count ? Row(end).TimeMs - 1
            : rows.Buffer.Count == 0 ? -1
            : rows.Buffer[rows.Buffer.Count - 1].TimeMs;
        return Math.Max(CompleteToMs, complete);
    }

    /// <summary>Position in the whole replay order once the records before <paramref name="end"/> are in.</summary>
    public long PositionAfter(int end) => end < plan.Pending.Count ? plan.Pending[end] : rows.Buffer.Count;

    public void Committed(int end, long completeToMs)
    {
        for (var i = Next; i < end; i++)
        {
            _produced[Row(i).Topic]++;
        }

        Next = end;
        CompleteToMs = completeToMs;
    }

    public SeasonReplayProgress ToProgress() => new(null, rowsRead, Next, plan.Pending.Count, CompleteToMs, ProducedByTopic());

    public Dictionary<string, long> ProducedByTopic() =>
        rows
            .Topics.Select((topic, i) => (topic, count: _produced[i]))
            .ToDictionary(pair => pair.topic, pair => pair.count, StringComparer.Ordinal);
}

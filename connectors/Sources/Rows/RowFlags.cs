namespace NbaPipeline.Sources;

/// <summary>Remarks of the reader on a row, shared lists.</summary>
internal static class RowFlags
{
    public const string TipEstimated = "tip_estimated";

    /// <summary>The row's own event time cannot be read; its record time is that of the row before it in the file.</summary>
    public const string TimeUnreadable = "event_time_unreadable";

    private static readonly IReadOnlyList<string> None = [];
    private static readonly IReadOnlyList<string> Estimated = [TipEstimated];
    private static readonly IReadOnlyList<string> Unreadable = [TimeUnreadable];
    private static readonly IReadOnlyList<string> Both = [TipEstimated, TimeUnreadable];

    public static IReadOnlyList<string> Of(in RowFacts facts, bool timed) =>
        facts.Tip is { Estimated: true } ? (timed ? Estimated : Both)
        : timed ? None
        : Unreadable;
}

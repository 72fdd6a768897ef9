namespace NbaPipeline.Prediction.Lines;

/// <summary>The line a prediction is made against.</summary>
/// <param name="Line">The line in points.</param>
/// <param name="Sportsbook">Bookmaker key, or <c>consensus</c>.</param>
/// <param name="OverPrice">American price of the over; null for a consensus.</param>
/// <param name="UnderPrice">American price of the under; null for a consensus.</param>
/// <param name="SnapshotAt">Snapshot of the line; the newest one behind a consensus.</param>
public sealed record ChosenLine(decimal Line, string Sportsbook, int? OverPrice, int? UnderPrice, DateTimeOffset SnapshotAt)
{
    /// <summary>True when the line is not DraftKings'.</summary>
    public bool IsFallback => Sportsbook != Bookmakers.DraftKings;
}

namespace NbaPipeline.Prediction.Lines;

/// <summary>All lines of one bookmaker for one player in one snapshot.</summary>
public sealed record BookSnapshot(string Bookmaker, DateTimeOffset SnapshotAt, IReadOnlyList<LineQuote> Quotes);

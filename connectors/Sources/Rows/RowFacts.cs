namespace NbaPipeline.Sources;

/// <summary>What decides about a row before it is encoded.</summary>
/// <param name="TimeMs">Event time, or <c>null</c> when the row does not say one that can be read.</param>
/// <param name="Key">Record key.</param>
/// <param name="Game">What its games are counted by.</param>
/// <param name="Player">What its players are counted by, or <c>null</c>.</param>
/// <param name="Tip">Tip-off of its game; only for schedule and box score rows whose date can be read.</param>
/// <param name="TimeColumn">Column the event time of a props row was read from.</param>
internal readonly record struct RowFacts(
    long? TimeMs,
    string Key,
    string? Game,
    string? Player,
    TipOff? Tip = null,
    string? TimeColumn = null
);

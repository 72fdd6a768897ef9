namespace NbaPipeline.Sources;

/// <summary>When a game starts, and who says so.</summary>
internal readonly record struct TipOff(long UnixMs, TipSource Source)
{
    /// <summary>From tip-off to the moment the box score is a fact.</summary>
    public static readonly TimeSpan GameLength = TimeSpan.FromMinutes(150);

    /// <summary>The schedule itself does not say.</summary>
    public bool Estimated => Source != TipSource.Schedule;

    public DateTimeOffset Instant => DateTimeOffset.FromUnixTimeMilliseconds(UnixMs);

    public long FinalBuzzerMs => UnixMs + (long)GameLength.TotalMilliseconds;

    public string SourceName =>
        Source switch
        {
            TipSource.Schedule => "schedule",
            TipSource.OddsCommence => "odds_commence",
            _ => "assumed_1900_et",
        };
}

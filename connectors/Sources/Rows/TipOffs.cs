namespace NbaPipeline.Sources;

/// <summary>
/// Tip-off of every game: the schedule's <c>tip_utc</c>, else the commence time that the newest odds name for the team on that date, else
/// 19:00 US Eastern. A team plays at most once a day, so (Eastern date, team) finds the game without an id that both sides share.
/// </summary>
internal sealed class TipOffs
{
    private const int UsualHourEastern = 19;

    private readonly Dictionary<(DateOnly Date, string Team), (long SnapshotMs, long CommenceMs)> _commence = [];
    private readonly Dictionary<string, long> _scheduled = new(StringComparer.Ordinal);

    /// <summary>Notes the commence time that an odds row gives; the newest snapshot wins, of equally new ones the later start.</summary>
    public void AddCommence(string? team, long commenceMs, long snapshotMs)
    {
        if (string.IsNullOrEmpty(team))
        {
            return;
        }

        var key = (EasternTime.DateOf(commenceMs), Normalise(team));
        if (!_commence.TryGetValue(key, out var known) || (snapshotMs, commenceMs).CompareTo(known) > 0)
        {
            _commence[key] = (snapshotMs, commenceMs);
        }
    }

    public void AddScheduled(string gameId, long tipMs) => _scheduled[gameId] = tipMs;

    /// <summary>Tip-off of a game as one of its teams, by name or code, sees it.</summary>
    public TipOff Of(string? gameId, DateOnly date, params ReadOnlySpan<string?> teams)
    {
        if (gameId is not null && _scheduled.TryGetValue(gameId, out var tipMs))
        {
            return new TipOff(tipMs, TipSource.Schedule);
        }

        foreach (var team in teams)
        {
            if (!string.IsNullOrEmpty(team) && _commence.TryGetValue((date, Normalise(team)), out var odds))
            {
                return new TipOff(odds.CommenceMs, TipSource.OddsCommence);
            }
        }

        return new TipOff(EasternTime.ToUnixMs(date, UsualHourEastern), TipSource.Assumed);
    }

    // The one team whose city the two worlds spell differently: LA Clippers, Los Angeles Clippers.
    private static string Normalise(string team) =>
        team.Replace("Los Angeles", "LA", StringComparison.OrdinalIgnoreCase).ToUpperInvariant();
}

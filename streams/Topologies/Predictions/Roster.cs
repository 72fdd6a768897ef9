using NbaPipeline.Contracts.Analytics;
using NbaPipeline.Contracts.State;
using NbaPipeline.Dataflow;
using NbaPipeline.Prediction.Matching;
using NbaPipeline.Topologies.Features;

namespace NbaPipeline.Topologies.Predictions;

/// <summary>Who appeared this season before a date, and for which team last.</summary>
internal sealed class Roster(IKeyValueStore<string, RosterHistory> histories, IKeyValueStore<string, TextList> teamPlayers)
{
    /// <summary>Takes note of an appearance; a correction changes nothing.</summary>
    public void Add(PlayerGameSummary summary)
    {
        var key = SeasonKey.Of(summary.Season, summary.PlayerLookup);
        var known = histories.Get(key)?.Appearances ?? [];
        teamPlayers.AddText(SeasonKey.Of(summary.Season, summary.TeamAbbr), summary.PlayerLookup);
        if (known.Any(a => a.GameId == summary.GameId))
            return;
        var appearance = new RosterAppearance
        {
            GameId = summary.GameId,
            GameDate = summary.GameDate,
            TeamAbbr = summary.TeamAbbr,
            PlayerFullName = summary.PlayerFullName,
        };
        histories.Put(
            key,
            new RosterHistory { Appearances = [.. known.Append(appearance).OrderBy(a => a.GameId, StringComparer.Ordinal)] }
        );
    }

    /// <summary>Players whose last appearance of the season before the date was for one of the teams, by player key.</summary>
    public IReadOnlyList<RosterPlayer> Of(string season, DateOnly date, params string[] teams)
    {
        var players = new SortedDictionary<string, RosterPlayer>(StringComparer.Ordinal);
        foreach (var lookup in teams.SelectMany(t => teamPlayers.Texts(SeasonKey.Of(season, t))))
        {
            if (LastBefore(season, lookup, date) is { } last && teams.Contains(last.TeamAbbr))
                players[lookup] = new RosterPlayer(lookup, last.PlayerFullName, last.TeamAbbr);
        }
        return [.. players.Values];
    }

    /// <summary>True when the player appeared this season before the date.</summary>
    public bool Appeared(string season, string lookup, DateOnly date) => LastBefore(season, lookup, date) is not null;

    private RosterAppearance? LastBefore(string season, string lookup, DateOnly date)
    {
        var appearances = histories.Get(SeasonKey.Of(season, lookup))?.Appearances ?? [];
        for (var i = appearances.Count - 1; i >= 0; i--)
        {
            if (appearances[i].GameDate < date)
                return appearances[i];
        }
        return null;
    }
}

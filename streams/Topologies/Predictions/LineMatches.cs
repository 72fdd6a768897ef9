using System.Globalization;
using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.Identity;
using NbaPipeline.Contracts.Predictions;
using NbaPipeline.Prediction.Matching;

namespace NbaPipeline.Topologies.Predictions;

/// <summary>Makes the records that say what became of a quoted name.</summary>
internal static class LineMatches
{
    public static LineMatch Of(Schedule game, string name, string? eventId, NameMatch match, string? skipReason, DateTimeOffset at) =>
        new()
        {
            GameId = game.GameId,
            Season = game.Season,
            GameDate = game.GameDate,
            EventId = eventId,
            PlayerName = name,
            QuotedLookup = PlayerLookup.Of(name),
            IsMatched = match.Player is not null,
            PlayerLookup = match.Player?.Lookup,
            TeamAbbr = match.Player?.TeamAbbr,
            MatchMethod = match.Method,
            UnmatchedReason = match.UnmatchedReason,
            SkipReason = skipReason,
            CreatedAt = at,
        };

    public static LineMatch WithoutGame(string pairing, string season, string name, string? eventId, DateTimeOffset at) =>
        new()
        {
            GameId = pairing,
            Season = season,
            GameDate = DateOnly.ParseExact(pairing.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture),
            EventId = eventId,
            PlayerName = name,
            QuotedLookup = PlayerLookup.Of(name),
            IsMatched = false,
            UnmatchedReason = NameMatcher.GameNotFound,
            CreatedAt = at,
        };
}

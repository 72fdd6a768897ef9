using NbaPipeline.Contracts.Analytics;
using NbaPipeline.Contracts.Clean;

namespace NbaPipeline.Topologies.Analytics;

/// <summary>The summaries of one finished game; a pure function of its box score.</summary>
internal static class GameSummaries
{
    // No play-by-play yet: gold (100) loses 15 for the missing shot zones; sums over players are capped at silver by rule.
    private const string Tier = "silver";
    private const string PlayerSource = "nba_player_boxscore";
    private const string TeamSource = "reconstructed";

    /// <summary>One summary per appearance, by player key.</summary>
    public static IEnumerable<PlayerGameSummary> Players(FinishedGame game)
    {
        var teams = Teams(game);
        foreach (var row in game.Rows)
        {
            yield return new PlayerGameSummary
            {
                GameId = row.GameId,
                Season = row.Season,
                SeasonYear = row.SeasonYear,
                GameDate = row.GameDate,
                SeasonType = row.SeasonType,
                NbaPlayerId = row.NbaPlayerId,
                PlayerFullName = row.PlayerFullName,
                PlayerLookup = row.PlayerLookup,
                TeamAbbr = row.TeamAbbr,
                OpponentTeamAbbr = row.OpponentTeamAbbr,
                IsHome = row.IsHome,
                MinutesPlayed = row.MinutesPlayed,
                Points = row.Points,
                FieldGoalsMade = row.FieldGoalsMade,
                FieldGoalsAttempted = row.FieldGoalsAttempted,
                ThreePointersMade = row.ThreePointersMade,
                ThreePointersAttempted = row.ThreePointersAttempted,
                FreeThrowsMade = row.FreeThrowsMade,
                FreeThrowsAttempted = row.FreeThrowsAttempted,
                OffensiveRebounds = row.OffensiveRebounds,
                DefensiveRebounds = row.DefensiveRebounds,
                TotalRebounds = row.TotalRebounds,
                Assists = row.Assists,
                Steals = row.Steals,
                Blocks = row.Blocks,
                Turnovers = row.Turnovers,
                PersonalFouls = row.PersonalFouls,
                PlusMinus = row.PlusMinus,
                UsageRate = teams[row.TeamAbbr].UsageRate(row),
                TsPct = TeamTotals.TrueShootingOf(row.Points, row.FieldGoalsAttempted, row.FreeThrowsAttempted),
                EfgPct =
                    row.FieldGoalsAttempted > 0 ? (row.FieldGoalsMade + (0.5 * row.ThreePointersMade)) / row.FieldGoalsAttempted : null,
                StarterFlag = row.Starter,
                WinFlag = Margin(teams, row.TeamAbbr, row.OpponentTeamAbbr) is { } margin ? margin > 0 : row.Win,
                DataQualityTier = Tier,
                PrimarySourceUsed = PlayerSource,
                FinalBuzzerAt = row.FinalBuzzerAt,
                CreatedAt = game.AsOf,
            };
        }
    }

    /// <summary>One row per team with a player in the box score, by team code.</summary>
    public static IEnumerable<TeamOffenseGameSummary> Offense(FinishedGame game)
    {
        var teams = Teams(game);
        foreach (var (team, own) in teams)
        {
            var row = game.Rows.First(r => r.TeamAbbr == team);
            var margin = Margin(teams, team, row.OpponentTeamAbbr);
            yield return new TeamOffenseGameSummary
            {
                GameId = row.GameId,
                Season = row.Season,
                SeasonYear = row.SeasonYear,
                GameDate = row.GameDate,
                TeamAbbr = team,
                OpponentTeamAbbr = row.OpponentTeamAbbr,
                HomeGame = row.IsHome,
                Minutes = own.Minutes,
                PointsScored = own.Points,
                FgMakes = own.FieldGoalsMade,
                FgAttempts = own.FieldGoalsAttempted,
                ThreePtMakes = own.ThreePointersMade,
                ThreePtAttempts = own.ThreePointersAttempted,
                FtMakes = own.FreeThrowsMade,
                FtAttempts = own.FreeThrowsAttempted,
                OffensiveRebounds = own.OffensiveRebounds,
                DefensiveRebounds = own.DefensiveRebounds,
                Rebounds = own.Rebounds,
                Assists = own.Assists,
                Turnovers = own.Turnovers,
                PersonalFouls = own.PersonalFouls,
                PossessionsExact = own.Possessions,
                Possessions = own.Possessions is { } exact ? (int)Math.Round(exact, MidpointRounding.AwayFromZero) : null,
                Pace = own.Pace,
                OffensiveRating = own.OffensiveRating,
                TsPct = own.TrueShooting,
                WinFlag = margin is null ? row.Win : margin > 0,
                MarginOfVictory = margin,
                OvertimePeriods = own.OvertimePeriods,
                DataQualityTier = Tier,
                PrimarySourceUsed = TeamSource,
                PlayersUsed = own.Players,
                FinalBuzzerAt = row.FinalBuzzerAt,
                CreatedAt = game.AsOf,
            };
        }
    }

    /// <summary>One row per team with a player in the box score, by team code: what its opponent did.</summary>
    public static IEnumerable<TeamDefenseGameSummary> Defense(FinishedGame game)
    {
        var teams = Teams(game);
        foreach (var (team, own) in teams)
        {
            var row = game.Rows.First(r => r.TeamAbbr == team);
            var opponent = teams.GetValueOrDefault(row.OpponentTeamAbbr);
            var margin = own.Points - opponent?.Points;
            yield return new TeamDefenseGameSummary
            {
                GameId = row.GameId,
                Season = row.Season,
                SeasonYear = row.SeasonYear,
                GameDate = row.GameDate,
                TeamAbbr = team,
                OpponentTeamAbbr = row.OpponentTeamAbbr,
                HomeGame = row.IsHome,
                PointsAllowed = opponent?.Points,
                OppFgMakes = opponent?.FieldGoalsMade,
                OppFgAttempts = opponent?.FieldGoalsAttempted,
                OppThreePtMakes = opponent?.ThreePointersMade,
                OppThreePtAttempts = opponent?.ThreePointersAttempted,
                OppFtMakes = opponent?.FreeThrowsMade,
                OppFtAttempts = opponent?.FreeThrowsAttempted,
                OppRebounds = opponent?.Rebounds,
                OppAssists = opponent?.Assists,
                TurnoversForced = opponent?.Turnovers,
                FoulsCommitted = own.PersonalFouls,
                ThreePtPointsAllowed = 3 * opponent?.ThreePointersMade,
                Steals = own.Steals,
                Blocks = own.Blocks,
                DefensiveRebounds = own.DefensiveRebounds,
                DefensiveRating = opponent?.OffensiveRating,
                OpponentPace = opponent?.Pace,
                OpponentTsPct = opponent?.TrueShooting,
                WinFlag = margin is null ? row.Win : margin > 0,
                MarginOfVictory = margin,
                OvertimePeriods = own.OvertimePeriods,
                DataQualityTier = Tier,
                PrimarySourceUsed = TeamSource,
                PlayersUsed = opponent?.Players ?? 0,
                FinalBuzzerAt = row.FinalBuzzerAt,
                CreatedAt = game.AsOf,
            };
        }
    }

    private static SortedDictionary<string, TeamTotals> Teams(FinishedGame game)
    {
        var teams = new SortedDictionary<string, TeamTotals>(StringComparer.Ordinal);
        foreach (var team in game.Rows.GroupBy(r => r.TeamAbbr, StringComparer.Ordinal))
            teams.Add(team.Key, TeamTotals.Of(team.Key, [.. team]));
        return teams;
    }

    private static int? Margin(SortedDictionary<string, TeamTotals> teams, string own, string opponent) =>
        teams[own].Points - teams.GetValueOrDefault(opponent)?.Points;
}

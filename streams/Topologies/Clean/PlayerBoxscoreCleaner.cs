using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.Identity;
using NbaPipeline.Contracts.Raw;

namespace NbaPipeline.Topologies.Clean;

/// <summary>Turns a box score row into an appearance.</summary>
internal static class PlayerBoxscoreCleaner
{
    // On a neutral site the source writes `A @ B` for both teams, and the derived opponent of B is then B itself: the match-up names the other.
    private static string? Opponent(PlayerBoxscoreRow row)
    {
        var team = row.TeamAbbreviation?.Trim();
        if (team is null || row.OppAbbreviation?.Trim() != team || row.Matchup is null)
            return row.OppAbbreviation;
        return row.Matchup.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .FirstOrDefault(word => word.Length == team.Length && word != team && word.All(char.IsAsciiLetterUpper))
            ?? row.OppAbbreviation;
    }

    /// <summary>The appearance of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="game">The game by the schedule; null when the schedule lacks it: the id is then derived from the row and flagged.</param>
    /// <exception cref="RowRejectedException">The row breaks a rule.</exception>
    public static PlayerBoxscore Clean(PlayerBoxscoreRow row, Schedule? game)
    {
        var read = new RowReader(new RowOrigin(row.SourceFile, row.RowNumber));
        var nbaGameId = read.NbaGameId(row.GameId, "game_id");
        var date = read.Date(row.GameDate, "game_date");
        var team = read.Team(row.TeamAbbreviation, "team_abbreviation");
        var opponent = read.Team(Opponent(row), "opp_abbreviation");
        var (gameId, isHome, flags) = Place(read, row, game, date, team.Code, opponent.Code);
        var seasonYear = ScheduleCleaner.SeasonYear(nbaGameId);
        var name = read.Required(row.PlayerName, "player_name", "a name is needed");
        var stats = BoxscoreStatistics.Read(read, row);
        return new PlayerBoxscore
        {
            GameId = gameId,
            NbaGameId = nbaGameId,
            Season = GameId.SeasonText(seasonYear),
            SeasonYear = seasonYear,
            GameDate = game?.GameDate ?? date,
            SeasonType =
                ScheduleCleaner.SeasonType(nbaGameId)
                ?? throw read.Reject(
                    RejectReason.BadGameId,
                    "game_id",
                    nbaGameId,
                    "no game of the regular season, play-in, cup final or play-offs"
                ),
            NbaPlayerId =
                read.Whole(row.PlayerId, "player_id", 1, int.MaxValue)
                ?? throw read.Reject(RejectReason.MissingRequired, "player_id", null, "an id is needed"),
            PlayerFullName = name,
            PlayerLookup = Lookup(read, name),
            TeamAbbr = team.Code,
            OpponentTeamAbbr = opponent.Code,
            IsHome = isHome,
            Starter = read.Flag(row.Starter, "starter"),
            Win = Win(read, row.Wl),
            MinutesPlayed = stats.Minutes,
            Points = stats.Points,
            FieldGoalsMade = stats.FieldGoals.Made,
            FieldGoalsAttempted = stats.FieldGoals.Attempted,
            ThreePointersMade = stats.ThreePointers.Made,
            ThreePointersAttempted = stats.ThreePointers.Attempted,
            FreeThrowsMade = stats.FreeThrows.Made,
            FreeThrowsAttempted = stats.FreeThrows.Attempted,
            OffensiveRebounds = read.Whole(row.Oreb, "oreb", 0, 40),
            DefensiveRebounds = read.Whole(row.Dreb, "dreb", 0, 40),
            TotalRebounds = read.Whole(row.Reb, "reb", 0, 40),
            Assists = read.Whole(row.Ast, "ast", 0, 30),
            Steals = read.Whole(row.Stl, "stl", 0, 15),
            Blocks = read.Whole(row.Blk, "blk", 0, 15),
            Turnovers = read.Whole(row.Tov, "tov", 0, 20),
            PersonalFouls = read.Whole(row.Pf, "pf", 0, 20),
            PlusMinus = read.Whole(row.PlusMinus, "plus_minus", -100, 100),
            FinalBuzzerAt =
                row.FinalBuzzerAt
                ?? throw read.Reject(
                    RejectReason.MissingRequired,
                    "final_buzzer_at",
                    null,
                    "the reader gives one whenever game_date can be read"
                ),
            TipEstimated = row.TipEstimated,
            DataQualityFlags = flags,
        };
    }

    // The schedule names the game: a source that sees the other team at home at a neutral site must not make a second game of it.
    private static (string GameId, bool IsHome, string[] Flags) Place(
        RowReader read,
        PlayerBoxscoreRow row,
        Schedule? game,
        DateOnly date,
        string team,
        string opponent
    )
    {
        if (team == opponent)
            throw read.Reject(RejectReason.InconsistentTeams, "opp_abbreviation", opponent, "a team does not play itself");
        var statedHome = read.Flag(row.IsHome, "is_home") ?? FromMatchup(row.Matchup);
        if (game is null)
        {
            var home =
                statedHome
                ?? throw read.Reject(
                    RejectReason.MissingRequired,
                    "is_home",
                    null,
                    "the schedule lacks the game and the row does not say who is at home"
                );
            return (home ? GameId.Of(date, opponent, team) : GameId.Of(date, team, opponent), home, ["game_id_derived"]);
        }
        var isHome = game.HomeTeamAbbr == team;
        if ((isHome ? game.AwayTeamAbbr : game.HomeTeamAbbr) != opponent || (!isHome && game.AwayTeamAbbr != team))
            throw read.Reject(
                RejectReason.InconsistentTeams,
                "team_abbreviation",
                $"{team} against {opponent}",
                $"the schedule has {game.AwayTeamAbbr} at {game.HomeTeamAbbr}"
            );
        return (game.GameId, isHome, statedHome is { } stated && stated != isHome ? ["venue_differs"] : []);
    }

    private static bool? FromMatchup(string? matchup) =>
        matchup switch
        {
            null => null,
            _ when matchup.Contains(" vs. ", StringComparison.Ordinal) => true,
            _ when matchup.Contains(" @ ", StringComparison.Ordinal) => false,
            _ => null,
        };

    private static string Lookup(RowReader read, string name)
    {
        var lookup = PlayerLookup.Of(name);
        return lookup.Length > 0
            ? lookup
            : throw read.Reject(RejectReason.EmptyName, "player_name", name, "no letter or digit is left after normalising");
    }

    private static bool? Win(RowReader read, string? result) =>
        RowReader.Text(result) switch
        {
            null => null,
            "W" => true,
            "L" => false,
            var other => throw read.Reject(RejectReason.NotReadable, "wl", other, "W or L is expected"),
        };
}

using System.Globalization;
using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.Identity;
using NbaPipeline.Contracts.Raw;

namespace NbaPipeline.Topologies.Clean;

/// <summary>Turns a schedule row into a game. Winner and scores are never read: the schedule is known before the season.</summary>
internal static class ScheduleCleaner
{
    /// <summary>The game of a row; null for games that are not processed (pre-season, all-star).</summary>
    /// <exception cref="RowRejectedException">The row breaks a rule.</exception>
    public static Schedule? Clean(ScheduleRow row)
    {
        var read = new RowReader(new RowOrigin(row.SourceFile, row.RowNumber));
        var nbaGameId = read.NbaGameId(row.GameId, "game_id");
        if (SeasonType(nbaGameId) is not { } seasonType)
            return null;

        var date = read.Date(row.GameDate, "game_date");
        var home = read.Team(row.Home, "home");
        var away = read.Team(row.Away, "away");
        if (home == away)
            throw read.Reject(RejectReason.InconsistentTeams, "away", row.Away, $"home is {row.Home} too");
        var tipOff =
            row.TipOff
            ?? throw read.Reject(RejectReason.MissingRequired, "tip_off", null, "the reader gives one whenever game_date can be read");
        var seasonYear = SeasonYear(nbaGameId);
        return new Schedule
        {
            GameId = GameId.Of(date, away.Code, home.Code),
            NbaGameId = nbaGameId,
            Season = GameId.SeasonText(seasonYear),
            SeasonYear = seasonYear,
            GameDate = date,
            SeasonType = seasonType,
            HomeTeamAbbr = home.Code,
            AwayTeamAbbr = away.Code,
            TipOff = tipOff,
            TipSource = row.TipSource ?? "schedule",
            TipEstimated = row.TipEstimated,
            NeutralSite = read.Flag(row.NeutralSite, "neutral_site"),
            Arena = RowReader.Text(row.Arena),
        };
    }

    /// <summary>Season type by the prefix of the league's game id; null for what is not processed.</summary>
    internal static string? SeasonType(string nbaGameId) =>
        nbaGameId[..3] switch
        {
            "002" => "regular_season",
            "004" => "playoffs",
            "005" => "playin",
            "006" => "cup_final",
            _ => null,
        };

    /// <summary>Characters 4 and 5 of the league's game id: the year the season starts in, also when it ends in October.</summary>
    internal static int SeasonYear(string nbaGameId) => 2000 + int.Parse(nbaGameId.AsSpan(3, 2), CultureInfo.InvariantCulture);
}

using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.Features;
using NbaPipeline.Contracts.State;
using NbaPipeline.Prediction.Statistics;

namespace NbaPipeline.Topologies.Features;

/// <summary>
/// Computes the daily cache row of a player. The point-in-time rule is here: only games with a date strictly before that of the game enter, whatever else the
/// histories hold.
/// </summary>
internal static class DailyCache
{
    /// <summary>Name of the feature record as predictions state it.</summary>
    public const string Version = "player_daily_cache_v1";

    /// <summary>Appearances of the season a row needs.</summary>
    public const int MinimumAppearances = 5;

    private const int PreferredAppearances = 10;
    private const int ShortWindow = 5;
    private const int LongWindow = 10;

    /// <summary>The row of one player for one game; null when his last appearance was for neither team's <paramref name="team"/> or there are fewer than 5.</summary>
    /// <param name="lookup">Player key.</param>
    /// <param name="team">Team of the game the row is asked for.</param>
    /// <param name="game">The game.</param>
    /// <param name="player">The player's season, by date.</param>
    /// <param name="teamSeason">The team's season, by date; null without a finished game.</param>
    /// <param name="asOf">Event time of the row.</param>
    public static PlayerDailyCache? Row(
        string lookup,
        string team,
        Schedule game,
        PlayerHistory player,
        TeamHistory? teamSeason,
        DateTimeOffset asOf
    )
    {
        var date = game.GameDate;
        var season = player.Appearances.Where(a => a.GameDate < date).ToList();
        if (season.Count < MinimumAppearances || season[^1].TeamAbbr != team)
            return null;
        var last10 = Last(season, LongWindow);
        var teamLast10 = Last([.. (teamSeason?.Games ?? []).Where(g => g.GameDate < date)], LongWindow);
        var week = season.Where(a => a.GameDate >= date.AddDays(-7)).ToList();
        var fortnight = season.Where(a => a.GameDate >= date.AddDays(-14)).ToList();
        var weekMinutes = Minutes(week);
        return new PlayerDailyCache
        {
            PlayerLookup = lookup,
            CacheDate = date,
            GameId = game.GameId,
            Season = game.Season,
            SeasonYear = game.SeasonYear,
            PlayerFullName = player.PlayerFullName,
            TeamAbbr = team,
            OpponentTeamAbbr = game.HomeTeamAbbr == team ? game.AwayTeamAbbr : game.HomeTeamAbbr,
            IsHome = game.HomeTeamAbbr == team,
            LastAppearanceDate = season[^1].GameDate,
            DaysSinceLastAppearance = date.DayNumber - season[^1].GameDate.DayNumber,
            PointsAvgLast5 = Sample.Mean(Last(season, ShortWindow).Select(a => a.Points)),
            PointsAvgLast10 = Sample.Mean(last10.Select(a => a.Points)),
            PointsAvgSeason = Sample.Mean(season.Select(a => a.Points)),
            PointsStdLast10 = Sample.StandardDeviation(last10.Select(a => a.Points)),
            MinutesAvgLast10 = Sample.Mean(last10.Select(a => (double?)a.Minutes)),
            UsageRateLast10 = Sample.Mean(last10.Select(a => a.UsageRate)),
            TsPctLast10 = Sample.Mean(last10.Select(a => a.TsPct)),
            GamesPlayedSeason = season.Count,
            PlayerUsageRateSeason = Sample.Mean(season.Select(a => a.UsageRate)),
            TeamPaceLast10 = Sample.Mean(teamLast10.Select(g => g.Pace)),
            TeamOffRatingLast10 = Sample.Mean(teamLast10.Select(g => g.OffensiveRating)),
            GamesInLast7Days = week.Count,
            GamesInLast14Days = fortnight.Count,
            MinutesInLast7Days = weekMinutes,
            MinutesInLast14Days = Minutes(fortnight),
            BackToBacksLast14Days = fortnight.Zip(fortnight.Skip(1)).Count(p => p.Second.GameDate == p.First.GameDate.AddDays(1)),
            AvgMinutesPerGameLast7 = week.Count > 0 ? (double?)weekMinutes / week.Count : null,
            EarlySeasonFlag = season.Count < PreferredAppearances,
            ShotZoneDataAvailable = false,
            CompletenessL5 = 1.0,
            CompletenessL10 = (double)last10.Count / LongWindow,
            AsOf = asOf,
            CreatedAt = asOf,
        };
    }

    private static List<T> Last<T>(List<T> games, int count) => games.Count <= count ? games : games.GetRange(games.Count - count, count);

    // A game without minutes makes the sum unknown, not smaller.
    private static decimal? Minutes(List<Appearance> games)
    {
        decimal? sum = 0;
        foreach (var game in games)
            sum += game.Minutes;
        return sum;
    }
}

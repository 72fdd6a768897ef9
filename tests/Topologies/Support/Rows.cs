using System.Globalization;
using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Identity;
using NbaPipeline.Contracts.Raw;

namespace NbaPipeline.Topologies.Tests.Support;

/// <summary>Made-up raw rows for small scenarios: one season, games at 19:00 US Eastern.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset SeasonStart = new(2023, 10, 1, 4, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset TipOff(DateOnly date) => EasternTime.At(date, new TimeOnly(19, 0));

    public static DateTimeOffset Buzzer(DateOnly date) => TipOff(date).AddMinutes(150);

    /// <summary>A league game id; equal for equal date and home team.</summary>
    public static string NbaId(DateOnly date, string home) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"002{GameId.SeasonYear(date) % 100:00}{((date.DayNumber % 1000) * 30) + Index(home):00000}"
        );

    public static RawFact Game(DateOnly date, string away, string home) => Fact(GameRow(date, away, home));

    public static ScheduleRow GameRow(DateOnly date, string away, string home) =>
        new()
        {
            SourceFile = "schedule.csv",
            RowNumber = 1,
            Layout = "schedule",
            CapturedAt = SeasonStart,
            Season = "2023-24",
            SeasonType = "regular_season",
            GameId = NbaId(date, home),
            GameDate = Text(date),
            Home = home,
            Away = away,
            HomeName = home,
            AwayName = away,
            Winner = home,
            NeutralSite = "0",
            TipOff = TipOff(date),
            TipSource = "assumed_1900_et",
            TipEstimated = true,
        };

    public static RawFact Fact(ScheduleRow row) => new(Topics.RawSchedule, row.GameId ?? "", row, Known(row).ToUnixTimeMilliseconds());

    public static RawFact Box(DateOnly date, string away, string home, string team, string player, int points, int minutes = 30) =>
        Fact(BoxRow(date, away, home, team, player, points, minutes));

    /// <summary>A row whose points are all free throws, so that any number of them is consistent.</summary>
    public static PlayerBoxscoreRow BoxRow(
        DateOnly date,
        string away,
        string home,
        string team,
        string player,
        int points,
        int minutes = 30
    ) =>
        new()
        {
            SourceFile = "box.csv",
            RowNumber = 7,
            Layout = "player_box",
            CapturedAt = Buzzer(date),
            FinalBuzzerAt = Buzzer(date),
            TipEstimated = true,
            Season = "2023-24",
            SeasonType = "Regular Season",
            GameId = NbaId(date, home),
            GameDate = Text(date),
            PlayerId = Number(1000 + (PlayerLookup.Of(player).Sum(c => c) % 9000)),
            PlayerName = player,
            TeamAbbreviation = team,
            OppAbbreviation = team == home ? away : home,
            IsHome = team == home ? "1" : "0",
            Matchup = $"{team} vs. X",
            Wl = "W",
            Starter = "1",
            Min = Number(minutes),
            Pts = Number(points),
            Fgm = "0",
            Fga = "10",
            Fg3m = "0",
            Fg3a = "2",
            Ftm = Number(points),
            Fta = Number(points),
            Oreb = "1",
            Dreb = "2",
            Reb = "3",
            Ast = "4",
            Stl = "1",
            Blk = "0",
            Tov = "2",
            Pf = "3",
            PlusMinus = "5",
        };

    public static RawFact Fact(PlayerBoxscoreRow row, DateTimeOffset? at = null) =>
        new(Topics.RawPlayerBoxscore, row.GameId ?? "", row, (at ?? row.FinalBuzzerAt ?? SeasonStart).ToUnixTimeMilliseconds());

    /// <summary>Over and under of one line, as two rows of one snapshot.</summary>
    public static IEnumerable<RawFact> Line(
        DateOnly date,
        string away,
        string home,
        string player,
        decimal line,
        string bookmaker = "draftkings",
        int over = -110,
        int under = -110,
        DateTimeOffset? at = null
    )
    {
        yield return Fact(Side(date, away, home, player, line, bookmaker, "Over", over, at));
        yield return Fact(Side(date, away, home, player, line, bookmaker, "Under", under, at));
    }

    public static PlayerPropsRow Side(
        DateOnly date,
        string away,
        string home,
        string player,
        decimal line,
        string bookmaker,
        string side,
        int price,
        DateTimeOffset? at = null
    )
    {
        var snapshot = at ?? TipOff(date).AddHours(-5);
        return new PlayerPropsRow
        {
            SourceFile = "props.csv",
            RowNumber = 3,
            Layout = "props_oddsapi",
            CapturedAt = snapshot,
            SnapshotAt = snapshot,
            SnapshotSource = "last_update_utc",
            EventId = $"{Text(date)}{away}{home}",
            CommenceTimeUtc = TipOff(date).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            HomeTeam = Name(home),
            AwayTeam = Name(away),
            Bookmaker = bookmaker,
            Market = "player_points",
            Player = player,
            Side = side,
            Line = line.ToString(CultureInfo.InvariantCulture),
            PriceAmerican = Number(price),
        };
    }

    public static RawFact Fact(PlayerPropsRow row) =>
        new(Topics.RawPlayerProps, row.EventId ?? "", row, row.SnapshotAt!.Value.ToUnixTimeMilliseconds());

    // Games of earlier seasons are known a month ahead.
    private static DateTimeOffset Known(ScheduleRow row) => row.TipOff is { } tip && tip < SeasonStart ? tip.AddDays(-30) : SeasonStart;

    private static string Name(string code) => Teams.TryResolve(code, out var team) ? team.FullName : code;

    private static int Index(string code)
    {
        for (var i = 0; i < Teams.All.Count; i++)
        {
            if (Teams.All[i].Code == code)
                return i;
        }
        return 0;
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

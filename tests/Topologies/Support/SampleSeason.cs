using System.Globalization;
using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Identity;
using NbaPipeline.Contracts.Raw;

namespace NbaPipeline.Topologies.Tests.Support;

/// <summary>The committed season as raw records with the event times that a source gives them.</summary>
internal sealed class SampleSeason
{
    private static readonly DateTimeOffset SeasonStart = new(2023, 10, 1, 4, 0, 0, TimeSpan.Zero);

    private readonly List<Dictionary<string, string?>> _schedule;
    private readonly List<Dictionary<string, string?>> _boxscores;
    private readonly List<Dictionary<string, string?>> _lines;
    private readonly Dictionary<string, DateTimeOffset> _tipOffs;

    private SampleSeason(string folder)
    {
        _schedule = CsvFile.Read(Path.Combine(folder, "schedule.csv.gz"));
        _boxscores = CsvFile.Read(Path.Combine(folder, "player_box.csv.gz"));
        _lines = CsvFile.Read(Path.Combine(folder, "points_lines.csv.gz"));
        var commence = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var line in _lines)
            commence[Pairing(EasternTime.DateOf(Utc(line["commence_time_utc"]!)), line["home_team"]!, line["away_team"]!)] = Utc(
                line["commence_time_utc"]!
            );
        _tipOffs = _schedule.ToDictionary(g => g["game_id"]!, g => TipOff(g, commence), StringComparer.Ordinal);
    }

    public static SampleSeason? Load() => Directory.Exists(Repository.SampleSeason) ? new SampleSeason(Repository.SampleSeason) : null;

    public IReadOnlyList<Dictionary<string, string?>> Boxscores => _boxscores;

    /// <summary>Raw facts of games within the dates, in event-time order.</summary>
    /// <param name="from">First game date.</param>
    /// <param name="to">Last game date.</param>
    /// <param name="edit">Changes a box score row, or drops it by returning null.</param>
    public List<RawFact> Facts(DateOnly from, DateOnly to, Func<PlayerBoxscoreRow, PlayerBoxscoreRow?>? edit = null)
    {
        bool Within(DateOnly date) => date >= from && date <= to;
        var schedule = _schedule.Where(g => Within(Date(g["game_date"]!))).Select((g, i) => Game(g, i + 1));
        var boxscores = _boxscores.Where(b => Within(Date(b["game_date"]!))).Select((b, i) => Boxscore(b, i + 1));
        if (edit is not null)
            boxscores = boxscores
                .Select(f => edit((PlayerBoxscoreRow)f.Value) is { } row ? f with { Value = row } : null)
                .OfType<RawFact>();
        var lines = _lines.Where(l => Within(EasternTime.DateOf(Utc(l["commence_time_utc"]!)))).Select((l, i) => Line(l, i + 1));
        return [.. schedule.Concat(boxscores).Concat(lines).OrderBy(f => f.TimeMs)];
    }

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static RawFact Game(Dictionary<string, string?> g, long row, DateTimeOffset tipOff) =>
        new(
            Topics.RawSchedule,
            g["game_id"]!,
            new ScheduleRow
            {
                SourceFile = "schedule.csv.gz",
                RowNumber = row,
                Layout = "schedule",
                CapturedAt = SeasonStart,
                Season = g["season"],
                SeasonType = g["season_type"],
                GameId = g["game_id"],
                GameDate = g["game_date"],
                Home = g["home"],
                Away = g["away"],
                HomeName = g["home_name"],
                AwayName = g["away_name"],
                Winner = g["winner"],
                NeutralSite = g["neutral_site"],
                TipUtc = g["tip_utc"],
                Arena = g["arena"],
                TipOff = tipOff,
                TipSource = "schedule",
                TipEstimated = g["tip_utc"] is null,
            },
            SeasonStart.ToUnixTimeMilliseconds()
        );

    private RawFact Game(Dictionary<string, string?> g, long row) => Game(g, row, _tipOffs[g["game_id"]!]);

    private RawFact Boxscore(Dictionary<string, string?> b, long row)
    {
        var buzzer = _tipOffs[b["game_id"]!].AddMinutes(150);
        var value = new PlayerBoxscoreRow
        {
            SourceFile = "player_box.csv.gz",
            RowNumber = row,
            Layout = "player_box",
            CapturedAt = buzzer,
            FinalBuzzerAt = buzzer,
            TipEstimated = false,
            Season = b["season"],
            SeasonType = b["season_type"],
            GameId = b["game_id"],
            GameDate = b["game_date"],
            PlayerId = b["player_id"],
            PlayerName = b["player_name"],
            TeamId = b["team_id"],
            TeamAbbreviation = b["team_abbreviation"],
            TeamName = b["team_name"],
            OppAbbreviation = b["opp_abbreviation"],
            IsHome = b["is_home"],
            Matchup = b["matchup"],
            Wl = b["wl"],
            Starter = b["starter"],
            Min = b["min"],
            Pts = b["pts"],
            Fgm = b["fgm"],
            Fga = b["fga"],
            FgPct = b["fg_pct"],
            Fg3m = b["fg3m"],
            Fg3a = b["fg3a"],
            Fg3Pct = b["fg3_pct"],
            Ftm = b["ftm"],
            Fta = b["fta"],
            FtPct = b["ft_pct"],
            Oreb = b["oreb"],
            Dreb = b["dreb"],
            Reb = b["reb"],
            Ast = b["ast"],
            Stl = b["stl"],
            Blk = b["blk"],
            Tov = b["tov"],
            Pf = b["pf"],
            PlusMinus = b["plus_minus"],
        };
        return new RawFact(Topics.RawPlayerBoxscore, value.GameId!, value, buzzer.ToUnixTimeMilliseconds());
    }

    private static RawFact Line(Dictionary<string, string?> l, long row)
    {
        var snapshot = Utc(l["last_update_utc"]!);
        var value = new PlayerPropsRow
        {
            SourceFile = "points_lines.csv.gz",
            RowNumber = row,
            Layout = "props_oddsapi",
            CapturedAt = snapshot,
            SnapshotAt = snapshot,
            SnapshotSource = "last_update_utc",
            FileDate = l["file_date"],
            EventId = l["event_id"],
            CommenceTimeUtc = l["commence_time_utc"],
            HomeTeam = l["home_team"],
            AwayTeam = l["away_team"],
            Bookmaker = l["bookmaker"],
            Market = l["market"],
            LastUpdateUtc = l["last_update_utc"],
            Player = l["player"],
            Side = l["side"],
            Line = l["line"],
            PriceAmerican = l["price_american"],
        };
        return new RawFact(Topics.RawPlayerProps, value.EventId!, value, snapshot.ToUnixTimeMilliseconds());
    }

    private static DateTimeOffset TipOff(Dictionary<string, string?> g, Dictionary<string, DateTimeOffset> commence)
    {
        if (g["tip_utc"] is { } tip)
            return Utc(tip);
        var date = Date(g["game_date"]!);
        return
            Teams.TryResolve(g["home"], out _)
            && Teams.TryResolve(g["away"], out _)
            && commence.TryGetValue(Pairing(date, g["home"]!, g["away"]!), out var start)
            ? start
            : EasternTime.At(date, new TimeOnly(19, 0));
    }

    private static string Pairing(DateOnly date, string one, string other) =>
        Teams.TryResolve(one, out var a) && Teams.TryResolve(other, out var b) ? GameId.Pairing(date, a.Code, b.Code) : "";

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}

#:property PublishAot=false
#:project ../connectors/DuckDb/NbaPipeline.DuckDb.csproj
// Makes samples/season-2023-24 from a folder of recorded seasons: the season's schedule, its regular season's player box scores, and for each
// game, bookmaker and player the newest points line before tip-off. Same columns and formats as the originals; the same bytes every time.
// Usage: eng/make-sample [DATA-FOLDER [OUTPUT-FOLDER]]
using System.Globalization;
using System.IO.Compression;
using System.Text;
using NbaPipeline.DuckDb;

const string Season = "2023-24";
const string FirstDay = "2023-10-24";
const string LastDay = "2024-04-14";
const long SizeMax = 2_000_000;

var data = Path.GetFullPath(args.ElementAtOrDefault(0) ?? "../shared/data");
var output = Path.GetFullPath(args.ElementAtOrDefault(1) ?? $"samples/season-{Season}");
if (!Directory.Exists(data))
{
    Console.Error.WriteLine($"error: there is no folder {data}. Pass the folder of the recorded seasons: eng/make-sample DATA-FOLDER");
    return 1;
}

Directory.CreateDirectory(output);
using var connection = new DuckDbConnection("Data Source=:memory:");
connection.Open();
Define();

var schedule = Write("schedule.csv.gz", "SELECT * FROM schedule ORDER BY game_date, game_id");
var boxscores = Write(
    "player_box.csv.gz",
    """SELECT * FROM boxscores ORDER BY "GAME_DATE", "GAME_ID", "TEAM_ID"::BIGINT, "PLAYER_ID"::BIGINT"""
);
var lines = Write(
    "points_lines.csv.gz",
    """
    SELECT COLUMNS(c -> c NOT IN ('game_id', 'newest')) FROM newest_lines
    ORDER BY commence_time_utc, event_id, bookmaker, player, line, side, price_american
    """
);
WriteReadme();

var size = Directory.GetFiles(output).Sum(file => new FileInfo(file).Length);
Console.WriteLine(Invariant($"{output}: {schedule} games, {boxscores} box score rows, {lines} line rows, {size:N0} bytes"));
if (size >= SizeMax)
{
    Console.Error.WriteLine(Invariant($"error: the sample has {size:N0} bytes; it must stay under {SizeMax:N0}."));
    return 1;
}

return 0;

void Define()
{
    Execute(
        $"""
        CREATE VIEW schedule AS
        SELECT * FROM read_csv('{data}/schedules/schedule_*.csv.gz', all_varchar = true) WHERE season = '{Season}'
        """
    );
    Execute(
        $"""
        CREATE VIEW boxscores AS
        SELECT * FROM read_csv('{data}/boxscores/player_box_{Season}.csv.gz', all_varchar = true)
        WHERE "SEASON_TYPE" = 'Regular Season' AND "GAME_DATE" BETWEEN '{FirstDay}' AND '{LastDay}'
        """
    );
    // An odds event carries no game id: both teams' names and the US Eastern date of its start find the game.
    Execute(
        $"""
        CREATE VIEW lines AS
        SELECT odds.*, game.game_id
        FROM read_parquet('{data}/odds/props_oddsapi_*.parquet') odds
        JOIN schedule game
          ON replace(game.home_name, 'LA Clippers', 'Los Angeles Clippers') = odds.home_team
         AND replace(game.away_name, 'LA Clippers', 'Los Angeles Clippers') = odds.away_team
         AND game.game_date::DATE = timezone('America/New_York', timezone('UTC', odds.commence_time_utc))::DATE
        WHERE market = 'player_points' AND game.game_date BETWEEN '{FirstDay}' AND '{LastDay}'
          AND odds.last_update_utc < least(odds.commence_time_utc, coalesce(game.tip_utc::TIMESTAMP, odds.commence_time_utc))
        """
    );
    // All lines of the newest snapshot: a bookmaker may list alternative ones beside the main line.
    Execute(
        """
        CREATE VIEW newest_lines AS
        SELECT * FROM (SELECT *, max(last_update_utc) OVER (PARTITION BY game_id, bookmaker, player) AS newest FROM lines)
        WHERE last_update_utc = newest
        """
    );
}

// Writes a query's rows as csv.gz and returns how many they are.
long Write(string name, string query)
{
    var plain = Path.Combine(output, name + ".tmp");
    Execute($"COPY ({query}) TO '{plain}' (FORMAT csv, HEADER)");
    using (var source = File.OpenRead(plain))
    using (var target = File.Create(Path.Combine(output, name)))
    using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize)) // its header has no time and no name
    {
        source.CopyTo(gzip);
    }

    File.Delete(plain);
    return Number($"SELECT count(*) FROM ({query})");
}

void WriteReadme()
{
    var text = new StringBuilder();
    text.AppendLine(
        CultureInfo.InvariantCulture,
        $"""
        # Season {Season}

        Facts of one real NBA season, small enough to be committed; `make run` replays them. Made by `eng/make-sample` from the recorded seasons,
        in their columns and formats: UTF-8, comma separated, one header line, an empty field is a missing value. Nothing is generated, no column
        is left out.

        | file | rows | what |
        |---|---|---|
        | schedule.csv.gz | {schedule:N0} | every game of the season: {Counts("SELECT season_type, count(*) FROM schedule GROUP BY ALL ORDER BY min(game_id)")} |
        | player_box.csv.gz | {boxscores:N0} | every player's box score of the {Number("SELECT count(DISTINCT \"GAME_ID\") FROM boxscores")} regular season games, {FirstDay} .. {LastDay} |
        | points_lines.csv.gz | {lines:N0} | player points lines: for each game, bookmaker and player all lines of the newest snapshot before tip-off, over and under; {Number(
            "SELECT count(DISTINCT game_id) FROM newest_lines")} games, {Number("SELECT count(DISTINCT (game_id, player)) FROM newest_lines")} player-games, {Number(
            "SELECT count(DISTINCT bookmaker) FROM newest_lines")} bookmakers, {Text(
            "SELECT strftime(min(file_date), '%Y-%m-%d') || ' .. ' || strftime(max(file_date), '%Y-%m-%d') FROM newest_lines")} |

        A line is before tip-off when the bookmaker's last update is earlier than both the odds' commence time and the schedule's `tip_utc`. A game has
        lines only where a bookmaker's answer was recorded.

        ## Origin

        Schedule: mrees002/nba-injury-database, tip-off times kyleskom/NBA-Machine-Learning-Sports-Betting. Box scores:
        AntBap23/Nba-Data-and-Analytics-Engineering-Project (stats.nba.com leaguegamelog, MIT), STARTER from gabriel1200/legacy_pbp. Lines:
        btam-ny/EV-Bets-NBA (The Odds API v4). The facts come from the NBA and from the bookmakers through The Odds API, whose own terms stay as
        they are.

        ## Quirks

        - Ids are text with leading zeros (`0022300061`). Dates are US Eastern calendar dates, columns ending in `_utc` are UTC.
        - `tip_utc` and `arena` are missing for {Number("SELECT count(*) FROM schedule WHERE season_type = 'regular_season' AND tip_utc IS NULL")} regular season games (moved after the schedule was published) and for all others.
        - A player who did not play has no box score row; MIN is in whole minutes.
        - Odds have a player's name and no id; betrivers and unibet_us list many alternative lines for one player.
        """
    );
    File.WriteAllText(Path.Combine(output, "README.md"), text.ToString());
}

string Counts(string query)
{
    using var command = connection.CreateCommand();
    command.CommandText = query;
    using var reader = command.ExecuteReader();
    var parts = new List<string>();
    while (reader.Read())
    {
        parts.Add(Invariant($"{reader.GetInt64(1):N0} {reader.GetString(0)}"));
    }

    return string.Join(", ", parts);
}

void Execute(string sql)
{
    using var command = connection.CreateCommand();
    command.CommandText = sql;
    command.ExecuteNonQuery();
}

object Scalar(string query)
{
    using var command = connection.CreateCommand();
    command.CommandText = query;
    return command.ExecuteScalar()!;
}

long Number(string query) => (long)Scalar(query);

string Text(string query) => (string)Scalar(query);

static string Invariant(FormattableString text) => FormattableString.Invariant(text);

namespace NbaPipeline.Integration.Tests.Independent;

/// <summary>Loads the files of a data directory into tables of text, one per kind of layout.</summary>
internal static class IndependentFiles
{
    private const string BoxColumns =
        "season, season_type, game_id, game_date, player_id, player_name, team_id, team_abbreviation, team_name, is_home, min, pts";

    private const string QuoteColumns =
        "layout, event_id, commence_utc, game_date, home, away, bookmaker, market, player, line, side, price, over_price, under_price, snapshot_utc, file_date";

    // A layout by two columns that no other layout of the data has together, and how it fits the table of quotes.
    private static readonly (string Layout, string Has, string Lacks, string Select)[] Quotes =
    [
        ("props_oddsapi", "side last_update_utc", "", TwoRows("last_update_utc::TIMESTAMP")),
        ("props_dfs", "side file_date", "last_update_utc", TwoRows(Midnight)),
        (
            "props_pra",
            "over_american snapshot_utc",
            "",
            OneRow("NULL", "event_date", "CAST(snapshot_utc AS TIMESTAMPTZ) AT TIME ZONE 'UTC'")
        ),
        (
            "props_oddsapi_sample",
            "over_american snapshot_local",
            "",
            OneRow("commence_time_utc", "NULL", "(snapshot_local::TIMESTAMP AT TIME ZONE 'America/New_York') AT TIME ZONE 'UTC'")
        ),
        (
            "prizepicks",
            "pp_game_id stat",
            "",
            "NULL, CAST(start_time AS TIMESTAMPTZ) AT TIME ZONE 'UTC', NULL, team, opponent, 'prizepicks', "
                + "CASE WHEN stat = 'Points' THEN 'player_points' ELSE stat END, player, line, NULL, NULL, NULL, NULL, "
                + "CAST(scraped_at AS TIMESTAMPTZ) AT TIME ZONE 'UTC', NULL"
        ),
    ];

    private const string Midnight = "(file_date::TIMESTAMP AT TIME ZONE 'America/New_York') AT TIME ZONE 'UTC'";

    public static void Load(IndependentDatabase database, string directory, string[] seasons)
    {
        database.Execute(
            $"""
            CREATE TABLE schedule_file (season VARCHAR, season_type VARCHAR, game_id VARCHAR, game_date DATE, home VARCHAR, away VARCHAR,
              home_name VARCHAR, away_name VARCHAR, tip_utc TIMESTAMP);
            CREATE TABLE box_file ({string.Join(", ", BoxColumns.Split(", ").Select(c => c + " VARCHAR"))});
            CREATE TABLE quotes_file (layout VARCHAR, event_id VARCHAR, commence_utc TIMESTAMP, game_date DATE, home VARCHAR, away VARCHAR,
              bookmaker VARCHAR, market VARCHAR, player VARCHAR, line DECIMAL(6,1), side VARCHAR, price INT, over_price INT, under_price INT,
              snapshot_utc TIMESTAMP, file_date DATE);
            CREATE TABLE wanted (season VARCHAR);

            """
        );
        foreach (var path in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Source(path) is { } source)
            {
                LoadFile(database, source);
            }
        }

        database.Execute(
            seasons.Length > 0
                ? $"INSERT INTO wanted VALUES {string.Join(", ", seasons.Select(season => $"('{season}')"))}"
                : "INSERT INTO wanted SELECT season FROM schedule_file UNION SELECT season FROM box_file"
        );
    }

    private static void LoadFile(IndependentDatabase database, string source)
    {
        var columns = database.Rows($"DESCRIBE FROM {source}", r => r.GetString(0).ToLowerInvariant()).ToHashSet();
        if (Has(columns, "home_name tip_utc season_type"))
        {
            database.Execute(
                $"INSERT INTO schedule_file SELECT season, season_type, game_id, game_date, home, away, home_name, away_name, tip_utc FROM {source}"
            );
        }
        else if (Has(columns, "player_name plus_minus opp_abbreviation"))
        {
            database.Execute($"INSERT INTO box_file SELECT {BoxColumns} FROM {source}");
        }
        else
        {
            foreach (var (layout, has, lacks, select) in Quotes)
            {
                if (Has(columns, has) && !columns.Overlaps(lacks.Split(' ')))
                {
                    database.Execute($"INSERT INTO quotes_file ({QuoteColumns}) SELECT '{layout}', {select} FROM {source}");
                }
            }
        }
    }

    private static bool Has(HashSet<string> columns, string names) => names.Split(' ').All(columns.Contains);

    private static string? Source(string path) =>
        path.EndsWith(".parquet", StringComparison.Ordinal) ? $"read_parquet('{path}')"
        : path.EndsWith(".csv", StringComparison.Ordinal) || path.EndsWith(".csv.gz", StringComparison.Ordinal)
            ? $"read_csv('{path}', header = true, all_varchar = true)"
        : null;

    private static string TwoRows(string snapshot) =>
        $"event_id, commence_time_utc, NULL, home_team, away_team, lower(bookmaker), market, player, line, side, price_american, NULL, NULL, {snapshot}, file_date";

    private static string OneRow(string commence, string date, string snapshot) =>
        $"event_id, {commence}, {date}, home_team, away_team, lower(bookmaker), market, player, line, NULL, NULL, over_american, under_american, {snapshot}, NULL";
}

namespace NbaPipeline.Sources.Tests;

/// <summary>Two games of two seasons, small enough to know every row by heart.</summary>
internal static class Samples
{
    public static readonly string[] ScheduleColumns =
        "season,season_type,game_id,game_date,home,away,home_name,away_name,winner,neutral_site,tip_utc,arena".Split(',');

    public static readonly string[] BoxColumns = (
        "SEASON,SEASON_TYPE,GAME_ID,GAME_DATE,PLAYER_ID,PLAYER_NAME,TEAM_ID,TEAM_ABBREVIATION,TEAM_NAME,OPP_ABBREVIATION,IS_HOME,MATCHUP,WL,"
        + "STARTER,MIN,PTS,FGM,FGA,FG_PCT,FG3M,FG3A,FG3_PCT,FTM,FTA,FT_PCT,OREB,DREB,REB,AST,STL,BLK,TOV,PF,PLUS_MINUS"
    ).Split(',');

    public static Table Schedule() =>
        new(
            ScheduleColumns,
            [
                Cells(
                    "2023-24,regular_season,0022300061,2023-10-24,DEN,LAL,Denver Nuggets,Los Angeles Lakers,DEN,0,2023-10-24 23:30:00,Ball Arena"
                ),
                Cells("2023-24,regular_season,0022301199,2024-04-14,LAC,HOU,LA Clippers,Houston Rockets,HOU,0,,"),
                Cells("2022-23,regular_season,0022200001,2022-10-18,BOS,PHI,Boston Celtics,Philadelphia 76ers,BOS,0,,"),
            ]
        );

    public static Table Box() =>
        new(
            BoxColumns,
            [
                Player("2023-24", "0022300061", "2023-10-24", "2544", "LeBron James", "LAL", "Los Angeles Lakers", "DEN", "21"),
                Player("2023-24", "0022300061", "2023-10-24", "203999", "Nikola Jokić", "DEN", "Denver Nuggets", "LAL", "29"),
                Player("2023-24", "0022301199", "2024-04-14", "202331", "Paul George", "LAC", "LA Clippers", "HOU", "18"),
                Player("2022-23", "0022200001", "2022-10-18", "1628369", "Jayson Tatum", "BOS", "Boston Celtics", "PHI", "35"),
            ]
        );

    public static Table Props(string layout) =>
        layout switch
        {
            "props_oddsapi" => new(
                "file_date,event_id,commence_time_utc,home_team,away_team,bookmaker,market,last_update_utc,player,side,line,price_american".Split(
                    ','
                ),
                [
                    Cells(
                        "2024-04-14,e1,2024-04-14 19:40:00,Los Angeles Clippers,Houston Rockets,draftkings,player_points,2024-04-14 18:00:05,Paul George,Over,21.5,-110"
                    ),
                    Cells(
                        "2024-04-14,e1,2024-04-14 19:40:00,Los Angeles Clippers,Houston Rockets,draftkings,player_points,2024-04-14 18:00:05,Paul George,Under,21.5,-120"
                    ),
                ]
            ),
            "props_dfs" => new(
                "file_date,event_id,commence_time_utc,home_team,away_team,bookmaker,market,player,side,line,price_american".Split(','),
                [
                    Cells(
                        "2024-04-14,e1,2024-04-14 19:40:00,Los Angeles Clippers,Houston Rockets,PrizePicks,player_points,Paul George,Over,20.5,-137"
                    ),
                ]
            ),
            "props_pra" => new(
                "event_id,event_date,snapshot_utc,home_team,away_team,bookmaker,player,market,line,over_american,under_american".Split(','),
                [
                    Cells(
                        "e1,2024-04-14,2024-04-14T17:55:39Z,Los Angeles Clippers,Houston Rockets,BetMGM,Paul George,player_points_rebounds_assists,32.5,-115,-120"
                    ),
                ]
            ),
            "props_oddsapi_sample" => new(
                "snapshot_local,event_id,commence_time_utc,home_team,away_team,bookmaker,market,player,line,over_american,under_american".Split(
                    ','
                ),
                [
                    Cells(
                        "2024-04-14 09:00:00,e1,2024-04-14 19:40:00,Los Angeles Clippers,Houston Rockets,betmgm,player_points,Paul George,21.5,105,-140"
                    ),
                ]
            ),
            "prizepicks" => new(
                "scraped_at,pp_game_id,player,team,opponent,stat,line,odds_type,start_time,rank".Split(','),
                [Cells("2024-04-14T12:12:12.331Z,111,Paul George,LAC,HOU,Points,20.5,standard,2024-04-14T15:40:00.000-04:00,3")]
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(layout), layout, "no props layout"),
        };

    public static Table Of(string layout) =>
        layout switch
        {
            "schedule" => Schedule(),
            "player_box" => Box(),
            _ => Props(layout),
        };

    public static string?[] Cells(string line) => line.Split(',').Select(cell => cell.Length == 0 ? null : cell).ToArray();

    public static string?[] Player(
        string season,
        string game,
        string date,
        string id,
        string name,
        string team,
        string teamName,
        string opponent,
        string points
    )
    {
        var cells = new string?[BoxColumns.Length];
        void Set(string column, string? value) => cells[Array.IndexOf(BoxColumns, column)] = value;
        foreach (var column in BoxColumns.Skip(14))
        {
            Set(column, "1");
        }

        Set("SEASON", season);
        Set("SEASON_TYPE", "Regular Season");
        Set("GAME_ID", game);
        Set("GAME_DATE", date);
        Set("PLAYER_ID", id);
        Set("PLAYER_NAME", name);
        Set("TEAM_ID", "1610612747");
        Set("TEAM_ABBREVIATION", team);
        Set("TEAM_NAME", teamName);
        Set("OPP_ABBREVIATION", opponent);
        Set("IS_HOME", "0");
        Set("MATCHUP", $"{team} @ {opponent}");
        Set("WL", "W");
        Set("STARTER", "1");
        Set("PTS", points);
        return cells;
    }
}

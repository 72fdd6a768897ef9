namespace NbaPipeline.Sources;

/// <summary>Every layout of the recorded data sets, described by its columns alone.</summary>
internal static class LayoutCatalog
{
    public static readonly IReadOnlyList<Layout> All =
    [
        Define(
            "schedule",
            LayoutKind.Schedule,
            "season season_type game_id game_date home away home_name away_name winner neutral_site",
            optional: "tip_utc arena"
        ),
        Define(
            "player_box",
            LayoutKind.PlayerBoxScore,
            "season season_type game_id game_date player_id player_name team_id team_abbreviation team_name opp_abbreviation is_home "
                + "matchup wl starter min pts fgm fga fg_pct fg3m fg3a fg3_pct ftm fta ft_pct oreb dreb reb ast stl blk tov pf plus_minus"
        ),
        Define(
            "props_oddsapi",
            LayoutKind.PlayerProps,
            "file_date event_id commence_time_utc home_team away_team bookmaker market last_update_utc player side line price_american"
        ),
        Define(
            "props_dfs",
            LayoutKind.PlayerProps,
            "file_date event_id commence_time_utc home_team away_team bookmaker market player side line price_american"
        ),
        Define(
            "props_pra",
            LayoutKind.PlayerProps,
            "event_id event_date snapshot_utc home_team away_team bookmaker player market line over_american under_american"
        ),
        Define(
            "props_oddsapi_sample",
            LayoutKind.PlayerProps,
            "snapshot_local event_id commence_time_utc home_team away_team bookmaker market player line over_american under_american"
        ),
        Define("prizepicks", LayoutKind.PlayerProps, "scraped_at pp_game_id player team opponent stat line odds_type start_time rank"),
        Define(
            "team_box",
            LayoutKind.NotUsed,
            "game_id game_date season game_type team_id_home team_abbreviation_home team_id_road team_abbreviation_road pts_home pts_road "
                + "possessions_home possessions_road"
        ),
        Define(
            "pbp",
            LayoutKind.NotUsed,
            "game_id game_date period clock action_number action_type description person_id score_home score_away players_on"
        ),
        Define(
            "pbp_v2",
            LayoutKind.NotUsed,
            "game_id eventnum eventmsgtype eventmsgactiontype period wctimestring pctimestring player1_id"
        ),
        Define(
            "shots",
            LayoutKind.NotUsed,
            "season game_id game_date team_id player_id shot_made action_type shot_type basic_zone loc_x loc_y shot_distance"
        ),
        Define("player_positions", LayoutKind.NotUsed, "season player_id player_name position team_id position_simple"),
        Define("transactions", LayoutKind.NotUsed, "date team player acquired relinquished notes"),
        Define(
            "game_lines",
            LayoutKind.NotUsed,
            "season game_date is_regular is_playoffs away home score_away score_home whos_favored spread total"
        ),
        Define(
            "game_lines_oddsapi",
            LayoutKind.NotUsed,
            "event_id commence_time_utc home_team away_team bookmaker market last_update_utc outcome_name point price_decimal snapshot_utc"
        ),
    ];

    private static Layout Define(string name, LayoutKind kind, string required, string optional = "") =>
        new(name, kind, required.Split(' '), optional.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

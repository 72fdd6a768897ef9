namespace NbaPipeline.Integration.Tests.Independent;

/// <summary>The values of a player_daily_cache row that predictions are made of.</summary>
internal sealed record IndependentCacheRow(
    string GameId,
    string Player,
    DateOnly Date,
    string Team,
    int Games,
    double Last5,
    double Last10,
    double Season,
    double? StdLast10,
    int DaysSince,
    int GamesLast7
)
{
    public static List<IndependentCacheRow> Read(IndependentDatabase database) =>
        database.Rows(
            """
            SELECT game_id, player, game_date, team, games::INT, points_5 / games_5, points_10 / games_10, points_season / games,
              sqrt((games_10 * squares_10 - points_10 * points_10) / (games_10 * (games_10 - 1))), days_since::INT, games_7::INT
            FROM cache ORDER BY game_id, player
            """,
            r => new IndependentCacheRow(
                r.GetString(0),
                r.GetString(1),
                r.GetFieldValue<DateOnly>(2),
                r.GetString(3),
                r.GetInt32(4),
                r.GetDouble(5),
                r.GetDouble(6),
                r.GetDouble(7),
                r.GetDouble(8),
                r.GetInt32(9),
                r.GetInt32(10)
            )
        );
}

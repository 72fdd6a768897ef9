namespace NbaPipeline.Integration.Tests.Independent;

/// <summary>The moving average in exact decimal numbers: sums of whole points, so that halves are halves when they are rounded.</summary>
internal static class IndependentScoring
{
    public static List<IndependentPrediction> Predict(IndependentDatabase database) =>
        database.Rows(
            """
            SELECT game_id, player, line, sportsbook, actual, has_box, points_5::BIGINT, games_5::BIGINT, points_10::BIGINT, games_10::BIGINT,
              points_season::BIGINT, games::BIGINT, squares_10::BIGINT, is_home, days_since::BIGINT, games_7::BIGINT
            FROM inputs ORDER BY game_id, player
            """,
            r =>
            {
                var line = r.GetDecimal(2);
                var predicted = Points(
                    Mean(r.GetInt64(6), r.GetInt64(7)),
                    Mean(r.GetInt64(8), r.GetInt64(9)),
                    Mean(r.GetInt64(10), r.GetInt64(11)),
                    r.GetBoolean(13),
                    backToBack: r.GetInt64(14) == 1
                );
                var confidence = Confidence(r.GetInt64(8), r.GetInt64(12), r.GetInt64(9), r.GetInt64(15));
                var edge = predicted - line;
                return new IndependentPrediction(
                    r.GetString(0),
                    r.GetString(1),
                    predicted,
                    confidence,
                    Math.Abs(edge) <= 2.0m || confidence <= 45 ? "PASS"
                        : edge > 0 ? "OVER"
                        : "UNDER",
                    line,
                    r.GetString(3),
                    r.IsDBNull(4) ? null : r.GetInt32(4),
                    r.GetBoolean(5)
                );
            }
        );

    private static decimal Mean(long sum, long count) => (decimal)sum / count;

    private static decimal Points(decimal last5, decimal last10, decimal season, bool home, bool backToBack)
    {
        var blend = (0.5m * last5) + (0.3m * last10) + (0.2m * season) + (home ? 0.5m : -0.5m) - (backToBack ? 1.5m : 0m);
        return Math.Round(Math.Clamp(blend, 0m, 60m), 1, MidpointRounding.AwayFromZero);
    }

    private static int Confidence(long sum, long squares, long count, long gamesLast7)
    {
        var spread = (count * squares) - (sum * sum); // n (n - 1) times the sample variance
        var pairs = count * (count - 1);
        var confidence =
            50
            + (
                spread > 36 * pairs ? -15
                : spread > 16 * pairs ? -8
                : 0
            )
            + (
                gamesLast7 >= 3 ? 10
                : gamesLast7 == 2 ? 5
                : -10
            );
        return Math.Clamp(confidence, 20, 80);
    }
}

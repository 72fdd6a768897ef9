using NbaPipeline.Integration.Tests.Independent;

namespace NbaPipeline.Integration.Tests;

/// <summary>The whole path on real data against the independent recomputation from the files, value by value.</summary>
public class PipelineTests
{
    private const double Tolerance = 1e-9;

    /// <summary>Rows of the only props file whose games are in 2024-25, as the README of the data counts them.</summary>
    private const long DfsRows = 27_501;

    [SkippableTheory]
    [InlineData(KafkaKind.Embedded)]
    [InlineData(KafkaKind.Apache)]
    public async Task The_sample_season_comes_out_as_an_independent_recomputation_says(KafkaKind kafka)
    {
        Skip.IfNot(Repository.MissingFor(kafka) is null, Repository.MissingFor(kafka));
        using var run = await FinishedRun.OfAsync(kafka, Repository.SampleSeason);

        var expected = IndependentSeason.Compute(Repository.SampleSeason);
        Check(run, expected, expected.Counts.Where(c => c.Key.StartsWith("rows.props", StringComparison.Ordinal)).Sum(c => c.Value));
    }

    [SkippableFact]
    public async Task A_season_that_is_not_the_sample_comes_out_as_an_independent_recomputation_says()
    {
        Skip.IfNot(Repository.MissingFor(KafkaKind.Embedded) is null, Repository.MissingFor(KafkaKind.Embedded));
        var data = Path.Combine(Repository.Root, "..", "shared", "data");
        Skip.IfNot(Directory.Exists(data), "no recorded data at ../shared/data beside the repository");
        using var run = await FinishedRun.OfAsync(KafkaKind.Embedded, data, "--seasons", "2024-25");

        Check(run, IndependentSeason.Compute(data, "2024-25"), DfsRows);
    }

    private static void Check(FinishedRun run, IndependentSeason expected, long propsRows)
    {
        CheckCounts(run, expected, propsRows);
        CheckCache(run, expected);
        CheckPredictions(run, expected);
        CheckMatches(run, expected);
        CheckGrades(run, expected);
    }

    private static void CheckCounts(FinishedRun run, IndependentSeason expected, long propsRows)
    {
        run.Topic("nba.raw.schedule", "in").ShouldBe(expected.Counts["rows.schedule"]);
        run.Topic("nba.raw.player_boxscore", "in").ShouldBe(expected.Counts["rows.player_box"]);
        run.Topic("nba.raw.player_props", "in").ShouldBe(propsRows);
        foreach (
            var topic in run
                .Report.GetProperty("topics")
                .EnumerateArray()
                .Where(t => t.GetProperty("name").GetString()!.StartsWith("nba.raw.", StringComparison.Ordinal))
        )
        {
            topic.GetProperty("out").GetInt64().ShouldBe(topic.GetProperty("in").GetInt64(), topic.ToString());
        }
        run.Query(
                "select count(*), count(distinct game_id), count(distinct player_lookup) from analytics.player_game_summary",
                r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2))
            )
            .ShouldBe([(expected.Counts["rows.player_box"], expected.Counts["games.player_box"], expected.Counts["players.player_box"])]);
    }

    private static void CheckCache(FinishedRun run, IndependentSeason expected)
    {
        var actual = run.Query(
            """
            select game_id, player_lookup, team_abbr, games_played_season, days_since_last_appearance, games_in_last_7_days,
              points_avg_last_5, points_avg_last_10, points_avg_season, points_std_last_10
            from features.player_daily_cache where games_played_season >= 5
            """,
            r => new CacheRow(
                r.GetString(0),
                r.GetString(1),
                r.GetString(2),
                r.GetInt32(3),
                r.GetInt32(4),
                r.GetInt32(5),
                r.GetDouble(6),
                r.GetDouble(7),
                r.GetDouble(8),
                r.GetDouble(9)
            )
        );
        // A replay ends with its last fact; games that the schedule has after it are not reached.
        var last = run.Query("select max(game_date) from analytics.player_game_summary", r => r.GetFieldValue<DateOnly>(0))[0];
        var wanted = expected
            .Cache.Where(c => c.Date <= last)
            .Select(c => new CacheRow(
                c.GameId,
                c.Player,
                c.Team,
                c.Games,
                c.DaysSince,
                c.GamesLast7,
                c.Last5,
                c.Last10,
                c.Season,
                c.StdLast10 ?? double.NaN
            ));
        Rows.Differences(actual, wanted, c => c.Key, (a, b) => a.Agrees(b)).ShouldBeEmpty();
    }

    private static void CheckPredictions(FinishedRun run, IndependentSeason expected)
    {
        var actual = run.Query(
            """
            select p.game_id, p.player_lookup, p.predicted_points, p.confidence_score::int, p.recommendation, p.current_points_line, p.sportsbook,
              g.actual_points, g.outcome
            from predictions.points p join grades.prediction_accuracy g using (game_id, player_lookup, system_id)
            """,
            r =>
                (
                    Key: $"{r.GetString(0)}|{r.GetString(1)}",
                    r.GetDecimal(2),
                    r.GetInt32(3),
                    r.GetString(4),
                    r.GetDecimal(5),
                    r.GetString(6),
                    r.IsDBNull(7) ? (int?)null : r.GetInt32(7),
                    r.GetString(8)
                )
        );
        var wanted = expected.Predictions.Select(p =>
            (Key: $"{p.GameId}|{p.Player}", p.Predicted, p.Confidence, p.Recommendation, p.Line, p.Sportsbook, p.Actual, p.Outcome)
        );
        Rows.Differences(actual, wanted, p => p.Key).ShouldBeEmpty();
    }

    private static void CheckMatches(FinishedRun run, IndependentSeason expected) =>
        run.Query(
                "select coalesce(unmatched_reason, match_method), count(*) from predictions.line_match group by 1 order by 1",
                r => $"{r.GetString(0)} {r.GetInt64(1)}"
            )
            .ShouldBe(
                expected.Matches.GroupBy(m => m.Reason ?? m.Method!).Select(g => $"{g.Key} {g.Count()}").Order(StringComparer.Ordinal)
            );

    private static void CheckGrades(FinishedRun run, IndependentSeason expected)
    {
        var sums = run.Report.GetProperty("predictions");
        (
            sums.GetProperty("made").GetInt32(),
            sums.GetProperty("graded").GetInt32(),
            sums.GetProperty("pushes").GetInt32(),
            sums.GetProperty("voids").GetInt32()
        ).ShouldBe((expected.Grades.Made, expected.Grades.Graded, expected.Grades.Pushes, expected.Grades.Voids));
        sums.GetProperty("mae").GetDouble().ShouldBe(expected.Grades.Mae, Tolerance);
        sums.GetProperty("lineMae").GetDouble().ShouldBe(expected.Grades.LineMae, Tolerance);
        sums.GetProperty("bias").GetDouble().ShouldBe(expected.Grades.Bias, Tolerance);
        sums.GetProperty("hitRate").GetDouble().ShouldBe(expected.Grades.HitRate, Tolerance);
    }
}

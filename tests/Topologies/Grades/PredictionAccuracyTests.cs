using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Grades;
using NbaPipeline.Topologies.Tests.Predictions;
using NbaPipeline.Topologies.Tests.Support;

namespace NbaPipeline.Topologies.Tests.Grades;

public sealed class PredictionAccuracyTests
{
    private static DateOnly Day => PredictionScenario.Day;

    [Fact]
    public void A_prediction_is_graded_when_the_box_score_is_complete()
    {
        using var chain = Grade([Rows.Box(Day, "NYK", "PHI", "PHI", "Joel Embiid", 30)]);
        var grade = chain.Values<PredictionAccuracy>(Topics.PredictionAccuracy).ShouldHaveSingleItem();
        (grade.Outcome, grade.ActualPoints, grade.SignedError, grade.ActualMargin).ShouldBe(("graded_hit", 30, -5.5m, 9.5m));
        grade.GradedAt.ShouldBe(Rows.Buzzer(Day));
    }

    [Fact]
    public void A_player_without_a_row_in_the_games_box_score_is_voided()
    {
        using var chain = Grade([Rows.Box(Day, "NYK", "PHI", "NYK", "Jalen Brunson", 30)]);
        var grade = chain.Values<PredictionAccuracy>(Topics.PredictionAccuracy).ShouldHaveSingleItem();
        (grade.Outcome, grade.IsVoided, grade.VoidReason, grade.PlayerDnp).ShouldBe(("voided", true, "dnp_unknown", true));
    }

    [Fact]
    public void A_player_with_no_minutes_played() =>
        SingleOutcome([Rows.Box(Day, "NYK", "PHI", "PHI", "Joel Embiid", 0, 0)]).ShouldBe("graded_miss");

    [Fact]
    public void A_game_without_a_box_score_is_blocked_after_a_day_and_never_voided()
    {
        using var chain = Grade([]);
        var grade = chain.Values<PredictionAccuracy>(Topics.PredictionAccuracy).ShouldHaveSingleItem();
        grade.Outcome.ShouldBe("blocked_no_boxscore");
        grade.GradedAt.ShouldBe(Rows.TipOff(Day).AddMilliseconds(-1).AddDays(1));
    }

    [Fact]
    public void A_correction_of_the_points_grades_again_under_the_same_key()
    {
        using var chain = Grade([
            Rows.Box(Day, "NYK", "PHI", "PHI", "Joel Embiid", 30),
            Rows.Fact(Rows.BoxRow(Day, "NYK", "PHI", "PHI", "Joel Embiid", 20), Rows.Buzzer(Day).AddHours(12)),
        ]);
        var grades = chain.Records(Topics.PredictionAccuracy);
        grades.Select(g => g.Key).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        chain.Values<PredictionAccuracy>(Topics.PredictionAccuracy).Select(g => g.Outcome).ShouldBe(["graded_hit", "graded_miss"]);
    }

    [Fact]
    public void A_correction_that_leaves_the_grade_alone_writes_nothing()
    {
        using var chain = Grade([
            Rows.Box(Day, "NYK", "PHI", "PHI", "Joel Embiid", 30),
            Rows.Fact(Rows.BoxRow(Day, "NYK", "PHI", "PHI", "Joel Embiid", 30) with { Ast = "9" }, Rows.Buzzer(Day).AddHours(12)),
        ]);
        chain.Records(Topics.PredictionAccuracy).Count.ShouldBe(1);
    }

    private static string SingleOutcome(IEnumerable<RawFact> boxscore)
    {
        using var chain = Grade(boxscore);
        return chain.Values<PredictionAccuracy>(Topics.PredictionAccuracy).ShouldHaveSingleItem().Outcome;
    }

    private static StageChain Grade(IEnumerable<RawFact> boxscore) =>
        StageChain.Run(
            [.. PredictionScenario.History(), Rows.Game(Day, "NYK", "PHI"), .. PredictionScenario.Quote("Joel Embiid", 20.5m), .. boxscore],
            [.. Stages.All]
        );
}

using NbaPipeline.Prediction.Grading;

namespace NbaPipeline.Prediction.Tests;

public sealed class GraderTests
{
    public static IEnumerable<object?[]> WorkedExamples =>
        [
            [27.4, 24.5, "OVER", 29, 1.6, -1.6, true, 2.9, 4.5, true, true],
            [27.4, 24.5, "OVER", 24, 3.4, 3.4, false, 2.9, -0.5, false, true],
            [18.0, 21.0, "UNDER", 21, 3.0, -3.0, null, -3.0, 0.0, true, true],
            [18.2, 18.5, "PASS", 25, 6.8, -6.8, null, -0.3, 6.5, false, false],
            [12.0, null, "NO_LINE", 10, 2.0, 2.0, null, null, null, true, true],
        ];

    [Theory]
    [MemberData(nameof(WorkedExamples))]
    public void A_grade_has_errors_margins_and_the_decision(
        double predicted,
        double? line,
        string recommendation,
        int actual,
        double absolute,
        double signed,
        bool? correct,
        double? predictedMargin,
        double? actualMargin,
        bool within3,
        bool within5
    )
    {
        var grade = Grader.Grade(Forecast(predicted, line, recommendation), Actual.Played(actual));
        grade.AbsoluteError.ShouldBe((decimal)absolute);
        grade.SignedError.ShouldBe((decimal)signed);
        grade.Correct.ShouldBe(correct);
        grade.PredictedMargin.ShouldBe((decimal?)predictedMargin);
        grade.ActualMargin.ShouldBe((decimal?)actualMargin);
        grade.Within3.ShouldBe(within3);
        grade.Within5.ShouldBe(within5);
    }

    [Fact]
    public void A_player_without_a_row_voids_the_prediction_and_leaves_its_margin()
    {
        var grade = Grader.Grade(Forecast(31.0, 28.5, "OVER"), Actual.DidNotPlay);
        grade.Outcome.ShouldBe(Outcomes.Voided);
        grade.PredictedMargin.ShouldBe(2.5m);
        grade.AbsoluteError.ShouldBeNull();
        grade.Correct.ShouldBeNull();
        grade.IsGraded.ShouldBeFalse();
    }

    [Theory]
    [InlineData("OVER", 25, "graded_hit")]
    [InlineData("OVER", 23, "graded_miss")]
    [InlineData("OVER", 24, "push")]
    [InlineData("UNDER", 23, "graded_hit")]
    [InlineData("UNDER", 25, "graded_miss")]
    [InlineData("UNDER", 24, "push")]
    [InlineData("PASS", 24, "pass")]
    [InlineData("HOLD", 30, "pass")]
    [InlineData("NO_LINE", 30, "no_line")]
    public void Every_recommendation_ends_as_one_outcome(string recommendation, int actual, string outcome) =>
        Grader.Grade(Forecast(27.0, 24.0, recommendation), Actual.Played(actual)).Outcome.ShouldBe(outcome);

    [Fact]
    public void A_pass_on_the_line_is_a_pass_and_still_says_where_the_points_fell() =>
        Grader.Grade(Forecast(24.0, 24.0, "PASS"), Actual.Played(24)).ActualVsLine.ShouldBe("PUSH");

    [Fact]
    public void Without_a_box_score_nothing_is_voided() =>
        Grader.Grade(Forecast(27.0, 24.5, "OVER"), Actual.NoBoxscore).Outcome.ShouldBe(Outcomes.Blocked);

    [Fact]
    public void A_row_without_points_is_not_graded_as_zero() =>
        Grader.Grade(Forecast(27.0, 24.5, "OVER"), Actual.Played(null)).Outcome.ShouldBe(Outcomes.Blocked);

    [Fact]
    public void A_line_source_that_is_not_accepted_gives_errors_only()
    {
        var grade = Grader.Grade(new Forecast(27.0m, 24.5m, "OVER", "NO_VEGAS_DATA"), Actual.Played(29));
        grade.Correct.ShouldBeNull();
        grade.AbsoluteError.ShouldBe(2.0m);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(52, 6)]
    [InlineData(99.9, 10)]
    [InlineData(100, 10)]
    public void Confidence_falls_into_ten_classes(double confidence, int decile) =>
        Grader.ConfidenceDecile((decimal)confidence).ShouldBe(decile);

    private static Forecast Forecast(double predicted, double? line, string recommendation) =>
        new((decimal)predicted, (decimal?)line, recommendation, line is null ? "NO_PROP_LINE" : "ACTUAL_PROP");
}

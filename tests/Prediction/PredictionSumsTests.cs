using NbaPipeline.Prediction.Grading;

namespace NbaPipeline.Prediction.Tests;

public sealed class PredictionSumsTests
{
    private static readonly GradedPrediction[] Grades =
    [
        new("graded_hit", 27.4m, 24.5m, 29),
        new("graded_miss", 27.4m, 24.5m, 24),
        new("push", 18.0m, 21.0m, 21),
        new("pass", 18.2m, 18.5m, 25),
        new("no_line", 12.0m, null, 10),
        new("voided", 31.0m, 28.5m, null),
        new("blocked_no_boxscore", 31.0m, 28.5m, null),
    ];

    [Fact]
    public void Errors_cover_graded_predictions_with_a_line()
    {
        var sums = Sum(Grades);
        sums.Graded.ShouldBe(5);
        sums.GradedWithLine.ShouldBe(4);
        sums.Mae!.Value.ShouldBe((1.6 + 3.4 + 3.0 + 6.8) / 4, 1e-12);
        sums.LineMae!.Value.ShouldBe((4.5 + 0.5 + 0 + 6.5) / 4, 1e-12);
        sums.Bias!.Value.ShouldBe((-1.6 + 3.4 - 3.0 - 6.8) / 4, 1e-12);
    }

    [Fact]
    public void The_hit_rate_leaves_pushes_passes_and_voids_out()
    {
        var sums = Sum(Grades);
        sums.HitRate.ShouldBe(0.5);
        (sums.Hits, sums.Misses, sums.Pushes, sums.Passes, sums.Voids, sums.Blocked).ShouldBe((1, 1, 1, 1, 1, 1));
        sums.Made.ShouldBe(8);
    }

    [Fact]
    public void A_voided_row_changes_no_figure()
    {
        var without = Sum(Grades.Where(g => g.Outcome != "voided"));
        var with = Sum(Grades);
        (with.Mae, with.LineMae, with.Bias, with.HitRate, with.Graded).ShouldBe(
            (without.Mae, without.LineMae, without.Bias, without.HitRate, without.Graded)
        );
    }

    [Fact]
    public void Nothing_graded_gives_no_figures()
    {
        var sums = new PredictionSums();
        sums.Mae.ShouldBeNull();
        sums.HitRate.ShouldBeNull();
    }

    [Fact]
    public void An_unknown_outcome_is_an_error() =>
        Should.Throw<ArgumentException>(() => new PredictionSums().Add(new GradedPrediction("won", 1, 1, 1)));

    private static PredictionSums Sum(IEnumerable<GradedPrediction> grades)
    {
        var sums = new PredictionSums(made: 8);
        foreach (var grade in grades)
            sums.Add(grade);
        return sums;
    }
}

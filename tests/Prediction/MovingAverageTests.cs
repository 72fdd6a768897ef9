using NbaPipeline.Prediction.MovingAverage;

namespace NbaPipeline.Prediction.Tests;

public sealed class MovingAverageTests
{
    private static readonly MovingAverageInput Calm = new()
    {
        PointsAvgLast5 = 20,
        PointsAvgLast10 = 18,
        PointsAvgSeason = 17,
        PointsStdLast10 = 3.5,
        GamesInLast7Days = 3,
        DaysSinceLastAppearance = 2,
        IsHome = true,
        Line = 16.5m,
    };

    [Fact]
    public void The_blend_is_half_L5_three_tenths_L10_and_a_fifth_season()
    {
        var output = MovingAverageSystem.Predict(Calm);
        output.BasePoints.ShouldBe(18.8, 1e-12);
        output.PredictedPoints.ShouldBe(19.3m);
        output.Edge.ShouldBe(2.8m);
        output.Confidence.ShouldBe(60m);
        output.Recommendation.ShouldBe("OVER");
    }

    [Fact]
    public void A_road_game_on_a_back_to_back_takes_two_points() =>
        MovingAverageSystem.Predict(Calm with { IsHome = false, DaysSinceLastAppearance = 1 }).PredictedPoints.ShouldBe(16.8m);

    [Theory]
    [InlineData(4.0, 3, 60)]
    [InlineData(4.1, 3, 52)]
    [InlineData(6.0, 3, 52)]
    [InlineData(6.1, 3, 45)]
    [InlineData(3.0, 2, 55)]
    [InlineData(3.0, 1, 40)]
    [InlineData(9.0, 0, 25)]
    public void Confidence_falls_with_spread_and_rises_with_recent_games(double std, int games, int expected) =>
        MovingAverageSystem.Predict(Calm with { PointsStdLast10 = std, GamesInLast7Days = games }).Confidence.ShouldBe(expected);

    [Theory]
    [InlineData(17.3, "PASS")]
    [InlineData(17.2, "OVER")]
    [InlineData(21.3, "PASS")]
    [InlineData(21.4, "UNDER")]
    public void An_edge_of_two_points_or_less_is_a_pass(double line, string expected) =>
        MovingAverageSystem.Predict(Calm with { Line = (decimal)line }).Recommendation.ShouldBe(expected);

    [Fact]
    public void A_confidence_of_45_or_less_is_a_pass() =>
        MovingAverageSystem.Predict(Calm with { PointsStdLast10 = 7, Line = 5.5m }).Recommendation.ShouldBe("PASS");

    [Fact]
    public void Without_a_line_there_is_no_recommendation()
    {
        var output = MovingAverageSystem.Predict(Calm with { Line = null });
        output.Recommendation.ShouldBe("NO_LINE");
        output.Edge.ShouldBeNull();
    }

    [Theory]
    [InlineData(24.349999999999998, 24.4)]
    [InlineData(24.35, 24.4)]
    [InlineData(24.25, 24.3)]
    [InlineData(24.3499, 24.3)]
    [InlineData(-0.05, -0.1)]
    [InlineData(0.44999999999999996, 0.5)]
    public void Half_a_tenth_is_rounded_away_from_zero_as_on_paper(double value, double expected) =>
        MovingAverageSystem.RoundToTenth(value).ShouldBe((decimal)expected);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(80, 60)]
    public void Predictions_stay_within_0_and_60(double average, int expected) =>
        MovingAverageSystem
            .Predict(Calm with { PointsAvgLast5 = average, PointsAvgLast10 = average, PointsAvgSeason = average, IsHome = false })
            .PredictedPoints.ShouldBe(expected);
}

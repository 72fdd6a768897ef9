namespace NbaPipeline.Prediction.MovingAverage;

/// <summary>The baseline system: a blend of recent means with venue and back-to-back. Fatigue, matchup, pace and usage are 0 until the contexts exist.</summary>
public static class MovingAverageSystem
{
    /// <summary>Id under which this system, and no other, writes.</summary>
    public const string SystemId = "moving_average";

    /// <summary>Version of the constants below.</summary>
    public const string ModelVersion = "v1";

    /// <summary>Appearances a player needs before a prediction is made.</summary>
    public const int MinimumAppearances = 5;

    private const double BackToBack = -1.5;
    private const double Venue = 0.5;
    private const decimal LargestPoints = 60m;
    private const decimal SmallestEdge = 2.0m;
    private const decimal LowestConfidence = 45m;

    /// <summary>Predicts one player's points.</summary>
    public static MovingAverageOutput Predict(MovingAverageInput input)
    {
        var basePoints = (0.5 * input.PointsAvgLast5) + (0.3 * input.PointsAvgLast10) + (0.2 * input.PointsAvgSeason);
        var backToBack = input.DaysSinceLastAppearance == 1 ? BackToBack : 0.0;
        var venue = input.IsHome ? Venue : -Venue;
        var predicted = Math.Clamp(RoundToTenth(basePoints + backToBack + venue), 0m, LargestPoints);
        var confidence = Confidence(input.PointsStdLast10, input.GamesInLast7Days);
        var edge = predicted - input.Line;
        return new MovingAverageOutput(basePoints, backToBack, venue, predicted, confidence, edge, Recommend(edge, confidence));
    }

    /// <summary>
    /// Rounds to one decimal, half away from zero, as the value would round on paper: the conversion to decimal keeps 15 significant digits and so drops the
    /// last bits of floating point, in which 24.35 may read 24.349999999999998.
    /// </summary>
    public static decimal RoundToTenth(double value) => Math.Round((decimal)value, 1, MidpointRounding.AwayFromZero);

    private static decimal Confidence(double? std, int gamesInLast7Days)
    {
        var confidence = 50;
        if (std > 6)
            confidence -= 15;
        else if (std > 4)
            confidence -= 8;
        confidence += gamesInLast7Days switch
        {
            >= 3 => 10,
            2 => 5,
            _ => -10,
        };
        return Math.Clamp(confidence, 20, 80);
    }

    private static string Recommend(decimal? edge, decimal confidence)
    {
        if (edge is not { } margin)
            return Recommendations.NoLine;
        if (Math.Abs(margin) <= SmallestEdge || confidence <= LowestConfidence)
            return Recommendations.Pass;
        return margin > 0 ? Recommendations.Over : Recommendations.Under;
    }
}

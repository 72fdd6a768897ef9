namespace NbaPipeline.Prediction.Grading;

/// <summary>Compares a stored prediction with what happened.</summary>
public static class Grader
{
    /// <summary>Version of these rules.</summary>
    public const string Version = "v1";

    /// <summary>Grades one prediction. The stored recommendation counts, not one recomputed from the figures.</summary>
    public static Grade Grade(Forecast forecast, Actual actual)
    {
        var predictedMargin = forecast.PredictedPoints - forecast.Line;
        if (actual is { HasBoxscore: true, HasRow: false })
            return new Grade { Outcome = Outcomes.Voided, PredictedMargin = predictedMargin };
        if (actual.Points is not { } points)
            return new Grade { Outcome = Outcomes.Blocked, PredictedMargin = predictedMargin };

        var error = forecast.PredictedPoints - points;
        var margin = points - forecast.Line;
        var outcome = Outcome(forecast, margin);
        return new Grade
        {
            Outcome = outcome,
            SignedError = error,
            AbsoluteError = Math.Abs(error),
            Correct = outcome switch
            {
                Outcomes.Hit => true,
                Outcomes.Miss => false,
                _ => null,
            },
            ActualVsLine = margin switch
            {
                null => null,
                > 0 => Recommendations.Over,
                < 0 => Recommendations.Under,
                _ => "PUSH",
            },
            PredictedMargin = predictedMargin,
            ActualMargin = margin,
            Within3 = Math.Abs(error) <= 3.0m,
            Within5 = Math.Abs(error) <= 5.0m,
        };
    }

    /// <summary>Tenth of the confidence scale, 1..10: min(10, floor(confidence / 10) + 1).</summary>
    public static int ConfidenceDecile(decimal confidence) => Math.Min(10, (int)Math.Floor(confidence / 10m) + 1);

    // A push needs a recommended bet: a pass on the line stays a pass.
    private static string Outcome(Forecast forecast, decimal? margin)
    {
        if (margin is not { } distance || forecast.Recommendation == Recommendations.NoLine)
            return Outcomes.NoLine;
        var isBet = forecast.Recommendation is Recommendations.Over or Recommendations.Under;
        if (!isBet)
            return Outcomes.Pass;
        if (!IsAccepted(forecast.LineSource))
            return Outcomes.NoLine;
        if (distance == 0)
            return Outcomes.Push;
        return distance > 0 == (forecast.Recommendation == Recommendations.Over) ? Outcomes.Hit : Outcomes.Miss;
    }

    private static bool IsAccepted(string lineSource) => lineSource is "ACTUAL_PROP" or "VEGAS_BACKFILL" or "ODDS_API" or "BETTINGPROS";
}

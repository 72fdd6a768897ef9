namespace NbaPipeline.Prediction.MovingAverage;

/// <summary>What the moving average reads: all of it known before the date of the game.</summary>
public sealed record MovingAverageInput
{
    /// <summary>Mean points of the last 5 appearances.</summary>
    public required double PointsAvgLast5 { get; init; }

    /// <summary>Mean points of the last 10 appearances.</summary>
    public required double PointsAvgLast10 { get; init; }

    /// <summary>Mean points of the season so far.</summary>
    public required double PointsAvgSeason { get; init; }

    /// <summary>Sample standard deviation of the last 10; null counts as calm.</summary>
    public required double? PointsStdLast10 { get; init; }

    /// <summary>Appearances in the 7 days before the date.</summary>
    public required int GamesInLast7Days { get; init; }

    /// <summary>Calendar days since the last appearance; 1 is a back-to-back.</summary>
    public required int DaysSinceLastAppearance { get; init; }

    /// <summary>True at home.</summary>
    public required bool IsHome { get; init; }

    /// <summary>The line, null without one.</summary>
    public required decimal? Line { get; init; }
}

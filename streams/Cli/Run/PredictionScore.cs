namespace NbaPipeline.Cli.Run;

/// <summary>What the predictions were worth. Sums run over graded predictions with a line; null where there is none.</summary>
internal sealed record PredictionScore
{
    public long Made { get; init; }

    /// <summary>Neither void nor blocked.</summary>
    public long Graded { get; init; }

    /// <summary>Mean absolute error of the moving average, points.</summary>
    public double? Mae { get; init; }

    /// <summary>Mean absolute error of the line on the same player-games.</summary>
    public double? LineMae { get; init; }

    /// <summary>Mean of predicted minus actual.</summary>
    public double? Bias { get; init; }

    /// <summary>Hits of hits and misses, 0..1.</summary>
    public double? HitRate { get; init; }

    public long Pushes { get; init; }

    public long Voids { get; init; }
}

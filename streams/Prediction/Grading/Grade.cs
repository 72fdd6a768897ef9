namespace NbaPipeline.Prediction.Grading;

/// <summary>Figures of one graded prediction; null where they do not apply.</summary>
public sealed record Grade
{
    /// <summary>One of <see cref="Outcomes"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>|predicted - actual|.</summary>
    public decimal? AbsoluteError { get; init; }

    /// <summary>predicted - actual; positive is an over-prediction.</summary>
    public decimal? SignedError { get; init; }

    /// <summary>True hit, false miss, null otherwise.</summary>
    public bool? Correct { get; init; }

    /// <summary>OVER, UNDER or PUSH: where the actual points fell.</summary>
    public string? ActualVsLine { get; init; }

    /// <summary>predicted - line.</summary>
    public decimal? PredictedMargin { get; init; }

    /// <summary>actual - line.</summary>
    public decimal? ActualMargin { get; init; }

    /// <summary>Absolute error at most 3.0.</summary>
    public bool? Within3 { get; init; }

    /// <summary>Absolute error at most 5.0.</summary>
    public bool? Within5 { get; init; }

    /// <summary>True when the player has no row in the game's box score.</summary>
    public bool IsVoided => Outcome == Outcomes.Voided;

    /// <summary>Neither voided nor blocked.</summary>
    public bool IsGraded => !IsVoided && Outcome != Outcomes.Blocked;
}

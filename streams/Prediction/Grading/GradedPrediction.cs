namespace NbaPipeline.Prediction.Grading;

/// <summary>What the sums need of one prediction that has a grade.</summary>
/// <param name="Outcome">One of <see cref="Outcomes"/>.</param>
/// <param name="PredictedPoints">One decimal.</param>
/// <param name="Line">Null without one.</param>
/// <param name="ActualPoints">Null when voided or blocked.</param>
public readonly record struct GradedPrediction(string Outcome, decimal PredictedPoints, decimal? Line, int? ActualPoints);

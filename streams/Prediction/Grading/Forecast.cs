namespace NbaPipeline.Prediction.Grading;

/// <summary>The part of a stored prediction that is graded.</summary>
/// <param name="PredictedPoints">One decimal.</param>
/// <param name="Line">Line the recommendation was made against, null without one.</param>
/// <param name="Recommendation">OVER, UNDER, PASS, NO_LINE; HOLD of old data counts as PASS.</param>
/// <param name="LineSource">ACTUAL_PROP and VEGAS_BACKFILL (older: ODDS_API, BETTINGPROS) can be hit or missed, others give errors only.</param>
public sealed record Forecast(decimal PredictedPoints, decimal? Line, string Recommendation, string LineSource);

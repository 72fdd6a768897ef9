namespace NbaPipeline.Prediction.MovingAverage;

/// <summary>Result of the moving average.</summary>
/// <param name="BasePoints">0.5 L5 + 0.3 L10 + 0.2 season, unrounded.</param>
/// <param name="BackToBackAdjustment">-1.5 or 0.</param>
/// <param name="HomeAwayAdjustment">+0.5 or -0.5.</param>
/// <param name="PredictedPoints">0..60, one decimal.</param>
/// <param name="Confidence">20..80.</param>
/// <param name="Edge">Predicted points minus the line; null without one.</param>
/// <param name="Recommendation">OVER, UNDER, PASS or NO_LINE.</param>
public sealed record MovingAverageOutput(
    double BasePoints,
    double BackToBackAdjustment,
    double HomeAwayAdjustment,
    decimal PredictedPoints,
    decimal Confidence,
    decimal? Edge,
    string Recommendation
);

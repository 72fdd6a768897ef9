namespace NbaPipeline.Integration.Tests.Independent;

/// <summary>The sums that a run prints.</summary>
internal sealed record IndependentGrades(
    int Made,
    int Graded,
    double Mae,
    double LineMae,
    double Bias,
    double HitRate,
    int Hits,
    int Misses,
    int Pushes,
    int Voids
)
{
    public static IndependentGrades Of(IReadOnlyList<IndependentPrediction> predictions)
    {
        var graded = predictions.Where(p => p.Actual is not null).ToArray();
        var hits = predictions.Count(p => p.Outcome == "graded_hit");
        var misses = predictions.Count(p => p.Outcome == "graded_miss");
        return new IndependentGrades(
            predictions.Count,
            graded.Length,
            graded.Length == 0 ? 0 : (double)graded.Average(p => Math.Abs(p.Predicted - p.Actual!.Value)),
            graded.Length == 0 ? 0 : (double)graded.Average(p => Math.Abs(p.Line - p.Actual!.Value)),
            graded.Length == 0 ? 0 : (double)graded.Average(p => p.Predicted - p.Actual!.Value),
            hits + misses == 0 ? 0 : (double)hits / (hits + misses),
            hits,
            misses,
            predictions.Count(p => p.Outcome == "push"),
            predictions.Count(p => p.Outcome == "voided")
        );
    }
}

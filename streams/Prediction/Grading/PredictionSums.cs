namespace NbaPipeline.Prediction.Grading;

/// <summary>
/// Accuracy over a set of predictions. Sums are kept in decimal, so the figures do not depend on the order of the grades. Feed each prediction's newest
/// grade once.
/// </summary>
public sealed class PredictionSums
{
    private decimal _absoluteError;
    private decimal _lineAbsoluteError;
    private decimal _signedError;

    /// <summary>Starts with the number of predictions made, graded or not.</summary>
    public PredictionSums(long made = 0) => Made = made;

    /// <summary>Predictions made.</summary>
    public long Made { get; }

    /// <summary>Neither voided nor blocked.</summary>
    public long Graded { get; private set; }

    /// <summary>Graded predictions with a line: those that <see cref="Mae"/>, <see cref="LineMae"/> and <see cref="Bias"/> cover.</summary>
    public long GradedWithLine { get; private set; }

    public long Hits { get; private set; }

    public long Misses { get; private set; }

    /// <summary>Bets whose line was met exactly.</summary>
    public long Pushes { get; private set; }

    public long Passes { get; private set; }

    /// <summary>Players without a row in the game's box score.</summary>
    public long Voids { get; private set; }

    /// <summary>Games that never got a box score.</summary>
    public long Blocked { get; private set; }

    /// <summary>Mean |predicted - actual| in points, over graded predictions with a line; null without one.</summary>
    public double? Mae => Mean(_absoluteError);

    /// <summary>Mean |line - actual| in points on the same player-games.</summary>
    public double? LineMae => Mean(_lineAbsoluteError);

    /// <summary>Mean predicted - actual in points on the same player-games; positive is an over-prediction.</summary>
    public double? Bias => Mean(_signedError);

    /// <summary>Hits / (hits + misses), 0..1; null without a decided bet.</summary>
    public double? HitRate => Hits + Misses == 0 ? null : (double)Hits / (Hits + Misses);

    /// <summary>Adds one grade.</summary>
    public void Add(in GradedPrediction grade)
    {
        Count(grade.Outcome);
        if (grade.Outcome is Outcomes.Voided or Outcomes.Blocked)
            return;
        Graded++;
        if (grade is not { Line: { } line, ActualPoints: { } actual })
            return;
        GradedWithLine++;
        _absoluteError += Math.Abs(grade.PredictedPoints - actual);
        _lineAbsoluteError += Math.Abs(line - actual);
        _signedError += grade.PredictedPoints - actual;
    }

    private void Count(string outcome)
    {
        switch (outcome)
        {
            case Outcomes.Hit:
                Hits++;
                break;
            case Outcomes.Miss:
                Misses++;
                break;
            case Outcomes.Push:
                Pushes++;
                break;
            case Outcomes.Pass:
                Passes++;
                break;
            case Outcomes.Voided:
                Voids++;
                break;
            case Outcomes.Blocked:
                Blocked++;
                break;
            case Outcomes.NoLine:
                break;
            default:
                throw new ArgumentException($"'{outcome}' is no outcome of a grade", nameof(outcome));
        }
    }

    private double? Mean(decimal sum) => GradedWithLine == 0 ? null : (double)(sum / GradedWithLine);
}

namespace NbaPipeline.Prediction.Statistics;

/// <summary>Means and deviations over the values that are there; missing ones are left out, never taken as 0.</summary>
public static class Sample
{
    /// <summary>Arithmetic mean, unrounded; null without a value.</summary>
    public static double? Mean(IEnumerable<double?> values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
        {
            if (value is { } present)
                (sum, count) = (sum + present, count + 1);
        }
        return count == 0 ? null : sum / count;
    }

    /// <summary>Arithmetic mean of whole numbers, unrounded; null without a value.</summary>
    public static double? Mean(IEnumerable<int?> values) => Mean(values.Select(v => (double?)v));

    /// <summary>
    /// Sample standard deviation (n - 1) of whole numbers; null below two values. Computed over integers, so a variance of exactly 16 gives exactly 4
    /// and thresholds are met as written.
    /// </summary>
    public static double? StandardDeviation(IEnumerable<int?> values)
    {
        long sum = 0,
            squares = 0,
            count = 0;
        foreach (var value in values)
        {
            if (value is { } present)
                (sum, squares, count) = (sum + present, squares + ((long)present * present), count + 1);
        }
        return count < 2 ? null : Math.Sqrt((double)((count * squares) - (sum * sum)) / (count * (count - 1)));
    }
}

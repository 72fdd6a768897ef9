namespace NbaPipeline.Integration.Tests;

/// <summary>Compares rows one by one; a message names the first differences only, because there are tens of thousands of rows.</summary>
internal static class Rows
{
    private const int Shown = 5;

    public static IReadOnlyList<string> Differences<T>(
        IEnumerable<T> actual,
        IEnumerable<T> expected,
        Func<T, string> key,
        Func<T, T, bool>? equal = null
    )
    {
        var left = actual.ToDictionary(key);
        var right = expected.ToDictionary(key);
        var differences = left
            .Keys.Except(right.Keys)
            .Select(k => $"only the pipeline has {left[k]}")
            .Concat(right.Keys.Except(left.Keys).Select(k => $"only the recomputation has {right[k]}"))
            .Concat(
                left.Keys.Where(k => right.ContainsKey(k) && !(equal ?? EqualityComparer<T>.Default.Equals)(left[k], right[k]))
                    .Select(k => $"pipeline {left[k]}, recomputation {right[k]}")
            )
            .ToList();
        return differences.Count <= Shown ? differences : [$"{differences.Count} differences", .. differences.Take(Shown)];
    }
}

namespace NbaPipeline.Chaos.Tests;

/// <summary>Finds the first difference of each part of two dumps.</summary>
internal static class Comparison
{
    public static IReadOnlyList<string> Differences(
        SortedDictionary<string, List<string>> expected,
        SortedDictionary<string, List<string>> actual
    )
    {
        var differences = new List<string>();
        foreach (var name in expected.Keys.Union(actual.Keys).Order(StringComparer.Ordinal))
        {
            var (left, right) = (expected.GetValueOrDefault(name), actual.GetValueOrDefault(name));
            if (left is null || right is null)
            {
                differences.Add($"{name}: only in the {(left is null ? "disturbed" : "undisturbed")} run");
                continue;
            }
            var same = left.Zip(right).TakeWhile(p => p.First == p.Second).Count();
            if (same < left.Count || same < right.Count)
            {
                differences.Add(
                    $"{name}: {left.Count} against {right.Count} records, first difference at {same}: {At(left, same)} against {At(right, same)}"
                );
            }
        }
        return differences;
    }

    private static string At(List<string> records, int index) =>
        index < records.Count ? records[index][..Math.Min(400, records[index].Length)] : "nothing";
}

namespace NbaPipeline.Cli;

/// <summary>The known word that a mistyped one most likely stands for.</summary>
internal static class Nearest
{
    /// <summary>Null when nothing is near: more than a third of the letters differ (at least two may), and none begins with the word.</summary>
    public static string? Of(string word, IEnumerable<string> known)
    {
        var limit = Math.Max(2, word.Length / 3);
        return known
            .Select(k =>
                (
                    Word: k,
                    Distance: k.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                        ? 0
                        : Distance(word.ToLowerInvariant(), k.ToLowerInvariant())
                )
            )
            .Where(k => k.Distance <= limit && k.Distance < Math.Max(k.Word.Length, word.Length))
            .OrderBy(k => k.Distance)
            .ThenBy(k => k.Word, StringComparer.Ordinal)
            .Select(k => k.Word)
            .FirstOrDefault();
    }

    /// <summary>Damerau-Levenshtein distance (adjacent letters swapped count one).</summary>
    public static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}

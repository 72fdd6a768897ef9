using System.Globalization;

namespace NbaPipeline.Cli.Run;

/// <summary>Season texts: 2023-24.</summary>
internal static class SeasonText
{
    public static bool IsValid(string text) =>
        text.Length == 7
        && text[4] == '-'
        && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var second)
        && (first + 1) % 100 == second;
}

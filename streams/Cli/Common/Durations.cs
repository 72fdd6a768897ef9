using System.Globalization;

namespace NbaPipeline.Cli;

/// <summary>Durations as people type them: 500ms, 10s, 2h, 7d.</summary>
internal static class Durations
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        if (digits == 0 || !double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            return false;
        }

        var unit = text[digits..] switch
        {
            "ms" => 0.001,
            "s" => 1,
            "m" or "min" => 60,
            "h" => 3600,
            "d" => 86400,
            _ => double.NaN,
        };
        if (double.IsNaN(unit) || amount * unit > TimeSpan.MaxValue.TotalSeconds / 2)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(amount * unit);
        return true;
    }

    public static TimeSpan Parse(string flag, string text) =>
        TryParse(text, out var duration)
            ? duration
            : throw CliException.Usage(
                $"{flag} is not a duration",
                $"got '{text}', expected a number and ms, s, m, h or d",
                $"for example {flag} 30s"
            );
}

using System.Globalization;

namespace NbaPipeline.Cli;

/// <summary>`p:a-b`: offsets of one partition, both ends included.</summary>
internal sealed record OffsetSpan(int Partition, long From, long To)
{
    public static OffsetSpan Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && int.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var partition))
        {
            var range = text[(colon + 1)..];
            var dash = range.IndexOf('-', StringComparison.Ordinal);
            var left = dash < 0 ? range : range[..dash];
            var right = dash < 0 ? range : range[(dash + 1)..];
            long from = 0,
                to = long.MaxValue;
            if (
                range.Length > 0
                && range != "-"
                && (left.Length == 0 || TryLong(left, out from))
                && (right.Length == 0 || TryLong(right, out to))
                && from <= to
            )
            {
                return new OffsetSpan(partition, from, to);
            }
        }

        throw CliException.Usage(
            "--offset takes partition:first-last",
            $"got '{text}'",
            "for example --offset 0:100-199, 0:100- or 0:100; see nba help ranges"
        );
    }

    private static bool TryLong(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}

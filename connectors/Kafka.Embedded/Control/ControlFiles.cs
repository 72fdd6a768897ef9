using System.Globalization;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>Names in the control directory.</summary>
internal static class ControlFiles
{
    public const string Directory = "control";

    private const string LogSuffix = ".ctl";
    private const string SnapshotPrefix = "snapshot-";

    public static string LogPath(long firstSequence) => Directory + "/" + Number(firstSequence) + LogSuffix;

    public static string SnapshotPath(long lastSequence) => Directory + "/" + SnapshotPrefix + Number(lastSequence);

    /// <summary>Where bytes cut from the end of a log file are kept for an inspection.</summary>
    public static string CutPath(long firstSequence, long position) => $"{LogPath(firstSequence)}.{Number(position)}.cut";

    public static bool TryParseLog(string name, out long firstSequence)
    {
        firstSequence = 0;
        return name.EndsWith(LogSuffix, StringComparison.Ordinal)
            && TryParse(name.AsSpan(0, name.Length - LogSuffix.Length), out firstSequence);
    }

    public static bool TryParseSnapshot(string name, out long lastSequence)
    {
        lastSequence = 0;
        return name.StartsWith(SnapshotPrefix, StringComparison.Ordinal) && TryParse(name.AsSpan(SnapshotPrefix.Length), out lastSequence);
    }

    private static bool TryParse(ReadOnlySpan<char> digits, out long number)
    {
        number = 0;
        return digits.Length == 20 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static string Number(long number) => number.ToString("D20", CultureInfo.InvariantCulture);
}

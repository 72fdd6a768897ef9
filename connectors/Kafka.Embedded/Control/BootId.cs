using System.Diagnostics;
using System.Globalization;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>
/// Tells whether the machine was booted between two starts of the broker (spec section 8.5): without a boot nothing that was written can be
/// lost. Linux has an id for it; elsewhere it is the time of the boot.
/// </summary>
internal static class BootId
{
    private const string LinuxPath = "/proc/sys/kernel/random/boot_id";
    private const string TimePrefix = "booted-";
    private const double ToleranceSeconds = 10;

    public static string Current(TimeProvider time)
    {
        if (File.Exists(LinuxPath))
        {
            return File.ReadAllText(LinuxPath).Trim();
        }

        double uptimeSeconds = Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
        long bootedSeconds = (long)(time.GetUtcNow().ToUnixTimeSeconds() - uptimeSeconds);
        return TimePrefix + bootedSeconds.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>False also when one of them is unknown.</summary>
    public static bool IsSame(string one, string other) =>
        one.Length > 0
        && (
            one == other
            || (TryParse(one, out long first) && TryParse(other, out long second) && Math.Abs(first - second) <= ToleranceSeconds)
        );

    private static bool TryParse(string id, out long seconds)
    {
        seconds = 0;
        return id.StartsWith(TimePrefix, StringComparison.Ordinal)
            && long.TryParse(id.AsSpan(TimePrefix.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seconds);
    }
}

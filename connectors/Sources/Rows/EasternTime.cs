using System.Globalization;

namespace NbaPipeline.Sources;

/// <summary>
/// Instants of the data sets: texts to milliseconds since the Unix epoch. A text with a zone says it itself; one without is UTC in
/// columns ending in <c>_utc</c> and US Eastern in all others.
/// </summary>
internal static class EasternTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>An Eastern wall-clock time as an instant. The hour that autumn repeats means its first pass; a time in the hour that
    /// spring skips means the same distance after the jump.</summary>
    public static long ToUnixMs(DateTime eastern)
    {
        var local = DateTime.SpecifyKind(eastern, DateTimeKind.Unspecified);
        TimeSpan offset;
        if (Zone.IsInvalidTime(local))
        {
            offset = Zone.GetUtcOffset(local.AddHours(-2)); // 02:30 read by the clock before the jump is 03:30 after it
        }
        else if (Zone.IsAmbiguousTime(local))
        {
            offset = Zone.GetAmbiguousTimeOffsets(local).Max();
        }
        else
        {
            offset = Zone.GetUtcOffset(local);
        }

        return new DateTimeOffset(local, offset).ToUnixTimeMilliseconds();
    }

    public static long ToUnixMs(DateOnly date, int hour = 0) => ToUnixMs(date.ToDateTime(new TimeOnly(hour, 0)));

    public static DateOnly DateOf(long unixMs) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMs), Zone).DateTime);

    public static bool TryParseDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    public static bool TryParseInstant(string? text, bool utcWithoutZone, out long unixMs)
    {
        unixMs = 0;
        if (text is null)
        {
            return false;
        }

        if (HasZone(text) || utcWithoutZone)
        {
            const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out var instant))
            {
                return false;
            }

            unixMs = instant.ToUnixTimeMilliseconds();
            return unixMs >= 0;
        }

        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return false;
        }

        unixMs = ToUnixMs(local);
        return unixMs >= 0;
    }

    // "2024-04-12T22:55:39Z", "2025-12-06T17:10:00.000-05:00", "2024-03-02 17:00:00+00": a sign after the date part is an offset.
    private static bool HasZone(string text) => text.EndsWith('Z') || text.AsSpan(Math.Min(text.Length, 10)).IndexOfAny('+', '-') >= 0;
}

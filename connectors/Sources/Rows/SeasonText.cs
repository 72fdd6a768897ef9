using System.Globalization;

namespace NbaPipeline.Sources;

/// <summary>Seasons as the data sets write them, <c>2023-24</c>, and the instants they span.</summary>
internal static class SeasonText
{
    // The league's year turns on 1 July, between the finals and the preseason. Pinned to the calendar, not to the first row found, so
    // that the time of a schedule row does not depend on the other rows.
    private const int FirstMonth = 7;

    public static bool TryParse(string? text, out int startYear)
    {
        startYear = 0;
        return text is { Length: 7 }
            && text[4] == '-'
            && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out startYear)
            && int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            && end == (startYear + 1) % 100
            && startYear is >= 1946 and <= 2200;
    }

    public static string Of(int startYear) => string.Create(CultureInfo.InvariantCulture, $"{startYear:D4}-{(startYear + 1) % 100:D2}");

    /// <summary>Start year of a row's season by its column, else by its date.</summary>
    public static int? Of(string? season, string? date) =>
        TryParse(season, out var year) ? year
        : EasternTime.TryParseDate(date, out var day) ? StartYearOf(day)
        : null;

    public static int StartYearOf(DateOnly date) => date.Month >= FirstMonth ? date.Year : date.Year - 1;

    /// <summary>1 July of the start year, 00:00 US Eastern.</summary>
    public static long FirstInstant(int startYear) => EasternTime.ToUnixMs(new DateOnly(startYear, FirstMonth, 1));
}

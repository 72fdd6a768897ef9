using System.Globalization;

namespace NbaPipeline.Contracts.Identity;

/// <summary>The canonical game id <c>YYYYMMDD_AWAY_HOME</c>, date in US Eastern, and what follows from a date.</summary>
public static class GameId
{
    /// <summary>Builds the id; both texts must be canonical codes of different teams.</summary>
    /// <exception cref="ArgumentException">A code is unknown, or both are the same.</exception>
    public static string Of(DateOnly easternDate, string awayCode, string homeCode)
    {
        if (!Teams.IsCode(awayCode) || !Teams.IsCode(homeCode) || awayCode == homeCode)
            throw new ArgumentException($"'{awayCode}' at '{homeCode}' is no game: two different canonical team codes are needed");
        return string.Create(CultureInfo.InvariantCulture, $"{easternDate:yyyyMMdd}_{awayCode}_{homeCode}");
    }

    /// <summary>The same for both orders of the two teams; a team plays at most once a day, so it names one game.</summary>
    public static string Pairing(DateOnly easternDate, string oneCode, string otherCode) =>
        string.CompareOrdinal(oneCode, otherCode) < 0 ? Of(easternDate, oneCode, otherCode) : Of(easternDate, otherCode, oneCode);

    /// <summary>True for <c>YYYYMMDD_AWAY_HOME</c> with a real date and two different canonical codes.</summary>
    public static bool IsCanonical(string? text) =>
        text is { Length: 16 }
        && text[8] == '_'
        && text[12] == '_'
        && DateOnly.TryParseExact(text.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && Teams.IsCode(text[9..12])
        && Teams.IsCode(text[13..])
        && text[9..12] != text[13..];

    /// <summary>True for the league's id: ten digits that start with 00.</summary>
    public static bool IsNbaId(string? text) =>
        text is { Length: 10 } && text.StartsWith("00", StringComparison.Ordinal) && text.All(char.IsAsciiDigit);

    /// <summary>Year in which the season of a date starts: seasons run from October to September.</summary>
    public static int SeasonYear(DateOnly date) => date.Month >= 10 ? date.Year : date.Year - 1;

    /// <summary>Season text of a start year, e.g. <c>2023-24</c>.</summary>
    public static string SeasonText(int startYear) =>
        string.Create(CultureInfo.InvariantCulture, $"{startYear}-{(startYear + 1) % 100:00}");
}

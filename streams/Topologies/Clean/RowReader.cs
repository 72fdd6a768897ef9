using System.Globalization;
using NbaPipeline.Contracts.Identity;

namespace NbaPipeline.Topologies.Clean;

/// <summary>Reads the text columns of one raw row as typed values, or rejects the row naming column, value and rule.</summary>
internal readonly struct RowReader(RowOrigin origin)
{
    private static readonly DateOnly EarliestDate = new(2018, 1, 1);

    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"];

    /// <summary>The text, trimmed; an empty column counts as missing.</summary>
    public static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public string Required(string? text, string field, string expected) =>
        Text(text) ?? throw Reject(RejectReason.MissingRequired, field, null, expected);

    public Team Team(string? text, string field)
    {
        var given = Required(text, field, "a team is needed");
        return Teams.TryResolve(given, out var team)
            ? team
            : throw Reject(RejectReason.UnknownTeam, field, given, "it names none of the 30 teams");
    }

    public string NbaGameId(string? text, string field)
    {
        var id = Required(text, field, "the league's game id is needed");
        return GameId.IsNbaId(id) ? id : throw Reject(RejectReason.BadGameId, field, id, "ten digits with leading zeros are expected");
    }

    public DateOnly Date(string? text, string field)
    {
        var given = Required(text, field, "a date YYYY-MM-DD is needed");
        if (!DateOnly.TryParseExact(given, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            throw Reject(RejectReason.NotReadable, field, given, "a date YYYY-MM-DD is expected");
        return date >= EarliestDate ? date : throw Reject(RejectReason.OutOfRange, field, given, "dates start at 2018-01-01");
    }

    /// <summary>An instant; a text without zone is UTC.</summary>
    public DateTimeOffset? Instant(string? text, string field)
    {
        if (Text(text) is not { } given)
            return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, Utc, out var instant)
            ? instant
            : throw Reject(RejectReason.NotReadable, field, given, "an instant such as 2024-03-02 20:10:00 is expected");
    }

    /// <summary>A decimal number; null when the column is empty.</summary>
    public decimal? Number(string? text, string field, decimal low, decimal high)
    {
        if (Text(text) is not { } given)
            return null;
        if (!decimal.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            throw Reject(RejectReason.NotReadable, field, given, "a number is expected");
        return number >= low && number <= high
            ? number
            : throw Reject(RejectReason.OutOfRange, field, given, string.Create(CultureInfo.InvariantCulture, $"{low}..{high} is allowed"));
    }

    /// <summary>A whole number; null when the column is empty.</summary>
    public int? Whole(string? text, string field, int low, int high)
    {
        if (Number(text, field, low, high) is not { } number)
            return null;
        return number == Math.Truncate(number)
            ? (int)number
            : throw Reject(RejectReason.NotReadable, field, text, "a whole number is expected");
    }

    /// <summary>Minutes as a number or as MM:SS, one decimal; null when the column is empty.</summary>
    public decimal? Minutes(string? text, string field, decimal high)
    {
        var given = Text(text);
        var colon = given?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0)
            return Number(given, field, 0, high) is { } plain ? Math.Round(plain, 1, MidpointRounding.AwayFromZero) : null;
        var minutes = Whole(given![..colon], field, 0, (int)high);
        var seconds = Whole(given[(colon + 1)..], field, 0, 59);
        if (minutes is null || seconds is null)
            throw Reject(RejectReason.NotReadable, field, given, "MM:SS is expected");
        return Math.Round(minutes.Value + (seconds.Value / 60m), 1, MidpointRounding.AwayFromZero);
    }

    /// <summary>A flag written as 0 or 1, true or false; null when the column is empty.</summary>
    public bool? Flag(string? text, string field) =>
        Text(text)?.ToUpperInvariant() switch
        {
            null => null,
            "1" or "1.0" or "TRUE" => true,
            "0" or "0.0" or "FALSE" => false,
            _ => throw Reject(RejectReason.NotReadable, field, text, "0 or 1 is expected"),
        };

    public RowRejectedException Reject(string reason, string field, string? value, string expected) =>
        new(origin, reason, field, value, expected);
}

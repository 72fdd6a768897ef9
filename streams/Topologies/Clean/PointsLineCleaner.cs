using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.Identity;
using NbaPipeline.Contracts.Raw;
using NbaPipeline.Prediction.Lines;

namespace NbaPipeline.Topologies.Clean;

/// <summary>
/// Turns a props row of any layout into a points line: one side of it where the layout has a row per outcome, both where it has them in one row. Other markets
/// give nothing.
/// </summary>
internal static class PointsLineCleaner
{
    // Bookmakers do quote 2.5, and accuracy.md counts those lines; 3.5..55.5 is where V07 of validation.md starts to warn, not where a fact ends.
    private const decimal LowestLine = 0.5m;
    private const decimal HighestLine = 99.5m;

    /// <summary>The line of a row; null for another market than player points.</summary>
    /// <exception cref="RowRejectedException">A points row breaks a rule.</exception>
    public static PointsLine? Clean(PlayerPropsRow row)
    {
        if (!IsPlayerPoints(row.Market ?? row.Stat))
            return null;
        var read = new RowReader(new RowOrigin(row.SourceFile, row.RowNumber));
        var home = read.Team(row.HomeTeam ?? row.Team, "home_team");
        var away = read.Team(row.AwayTeam ?? row.Opponent, "away_team");
        if (home == away)
            throw read.Reject(RejectReason.InconsistentTeams, "away_team", row.AwayTeam, $"home_team is {row.HomeTeam} too");
        var commence = read.Instant(row.CommenceTimeUtc ?? row.StartTime, "commence_time_utc");
        var date = commence is { } start ? EasternTime.DateOf(start) : read.Date(row.EventDate, "event_date");
        var name = read.Required(row.Player, "player", "a name is needed");
        var lookup = PlayerLookup.Of(name);
        var (over, under) = Prices(read, row);
        var seasonYear = GameId.SeasonYear(date);
        return new PointsLine
        {
            GameId = GameId.Of(date, away.Code, home.Code),
            Season = GameId.SeasonText(seasonYear),
            SeasonYear = seasonYear,
            GameDate = date,
            EventId = RowReader.Text(row.EventId ?? row.PpGameId),
            HomeTeamAbbr = home.Code,
            AwayTeamAbbr = away.Code,
            CommenceAt = commence,
            SnapshotAt =
                row.SnapshotAt
                ?? throw read.Reject(RejectReason.MissingRequired, "snapshot_at", null, "no column of the row gives an instant"),
            Bookmaker = Bookmaker(read, row),
            PlayerName = name,
            PlayerLookup =
                lookup.Length > 0
                    ? lookup
                    : throw read.Reject(RejectReason.EmptyName, "player", name, "no letter or digit is left after normalising"),
            PointsLineValue = Line(read, row),
            OverPriceAmerican = over,
            UnderPriceAmerican = under,
        };
    }

    private static bool IsPlayerPoints(string? market) => market?.Trim().ToUpperInvariant() is "PLAYER_POINTS" or "POINTS";

    // A PrizePicks file has no bookmaker column; its statistic column tells it from a file whose bookmaker is missing.
    private static string Bookmaker(RowReader read, PlayerPropsRow row) =>
        row.Market is null && row.Stat is not null
            ? Bookmakers.PrizePicks
            : Bookmakers.Key(read.Required(row.Bookmaker, "bookmaker", "a line without bookmaker is a placeholder"));

    private static decimal Line(RowReader read, PlayerPropsRow row)
    {
        var line =
            read.Number(row.Line, "line", LowestLine, HighestLine)
            ?? throw read.Reject(RejectReason.MissingRequired, "line", null, "a line is needed");
        return line * 2 == Math.Truncate(line * 2)
            ? line
            : throw read.Reject(RejectReason.OutOfRange, "line", row.Line, "lines are multiples of 0.5");
    }

    private static (int? Over, int? Under) Prices(RowReader read, PlayerPropsRow row)
    {
        switch (RowReader.Text(row.Side)?.ToUpperInvariant())
        {
            case "OVER":
                return (Required(read, row.PriceAmerican), null);
            case "UNDER":
                return (null, Required(read, row.PriceAmerican));
            case { }:
                throw read.Reject(RejectReason.NotReadable, "side", row.Side, "Over or Under is expected");
            default:
                return (Price(read, row.OverAmerican, "over_american"), Price(read, row.UnderAmerican, "under_american"));
        }
    }

    private static int Required(RowReader read, string? price) =>
        Price(read, price, "price_american")
        ?? throw read.Reject(RejectReason.MissingRequired, "price_american", null, "an outcome needs a price");

    private static int? Price(RowReader read, string? text, string field)
    {
        var price = read.Whole(text, field, -10_000, 10_000);
        return price is > -100 and < 100
            ? throw read.Reject(RejectReason.OutOfRange, field, text, "American prices are -10000..-100 or 100..10000")
            : price;
    }
}

using NbaPipeline.Contracts.Clean;

namespace NbaPipeline.Topologies.Analytics;

/// <summary>
/// Sums over one team's players in one game. A statistic missing for one player makes the sum null, never 0. Ratios follow from unrounded possessions.
/// </summary>
internal sealed record TeamTotals
{
    private const double FreeThrowWeight = 0.44;
    private const double RegulationMinutes = 48;
    private const int PlayersOnTheFloor = 5;

    private TeamTotals(string team, IReadOnlyList<PlayerBoxscore> rows)
    {
        TeamAbbr = team;
        Players = rows.Count;
        Minutes = Sum(rows, r => r.MinutesPlayed);
        Points = Sum(rows, r => r.Points);
        FieldGoalsMade = Sum(rows, r => r.FieldGoalsMade);
        FieldGoalsAttempted = Sum(rows, r => r.FieldGoalsAttempted);
        ThreePointersMade = Sum(rows, r => r.ThreePointersMade);
        ThreePointersAttempted = Sum(rows, r => r.ThreePointersAttempted);
        FreeThrowsMade = Sum(rows, r => r.FreeThrowsMade);
        FreeThrowsAttempted = Sum(rows, r => r.FreeThrowsAttempted);
        OffensiveRebounds = Sum(rows, r => r.OffensiveRebounds);
        DefensiveRebounds = Sum(rows, r => r.DefensiveRebounds);
        Assists = Sum(rows, r => r.Assists);
        Steals = Sum(rows, r => r.Steals);
        Blocks = Sum(rows, r => r.Blocks);
        Turnovers = Sum(rows, r => r.Turnovers);
        PersonalFouls = Sum(rows, r => r.PersonalFouls);
    }

    public string TeamAbbr { get; }

    public int Players { get; }

    public decimal? Minutes { get; }

    public int? Points { get; }

    public int? FieldGoalsMade { get; }

    public int? FieldGoalsAttempted { get; }

    public int? ThreePointersMade { get; }

    public int? ThreePointersAttempted { get; }

    public int? FreeThrowsMade { get; }

    public int? FreeThrowsAttempted { get; }

    public int? OffensiveRebounds { get; }

    public int? DefensiveRebounds { get; }

    public int? Assists { get; }

    public int? Steals { get; }

    public int? Blocks { get; }

    public int? Turnovers { get; }

    public int? PersonalFouls { get; }

    /// <summary>Offensive plus defensive rebounds.</summary>
    public int? Rebounds => OffensiveRebounds + DefensiveRebounds;

    /// <summary>FGA + 0.44 FTA + TO - OREB, unrounded.</summary>
    public double? Possessions => Used - OffensiveRebounds;

    /// <summary>Possessions per 48 minutes.</summary>
    public double? Pace => Minutes is > 0 ? Possessions * RegulationMinutes / ((double)Minutes / PlayersOnTheFloor) : null;

    /// <summary>Points per 100 possessions.</summary>
    public double? OffensiveRating => Possessions is > 0 ? 100.0 * Points / Possessions : null;

    /// <summary>True shooting fraction, 3 decimals.</summary>
    public double? TrueShooting => TrueShootingOf(Points, FieldGoalsAttempted, FreeThrowsAttempted);

    /// <summary>max(0, round((minutes - 240) / 25)).</summary>
    public int? OvertimePeriods =>
        Minutes is { } minutes ? Math.Max(0, (int)Math.Round((minutes - 240) / 25, MidpointRounding.AwayFromZero)) : null;

    // FGA + 0.44 FTA + TO: possessions used, of which a player's share is the usage rate.
    private double? Used => FieldGoalsAttempted + (FreeThrowWeight * FreeThrowsAttempted) + Turnovers;

    public static TeamTotals Of(string team, IReadOnlyList<PlayerBoxscore> rows) => new(team, rows);

    /// <summary>Percent of the team's possessions that the player used while on the floor; null without minutes or totals.</summary>
    public double? UsageRate(PlayerBoxscore player)
    {
        var used = player.FieldGoalsAttempted + (FreeThrowWeight * player.FreeThrowsAttempted) + player.Turnovers;
        return player.MinutesPlayed is > 0 && Minutes is not null && Used is > 0
            ? 100.0 * used * ((double)Minutes / PlayersOnTheFloor) / ((double)player.MinutesPlayed * Used)
            : null;
    }

    /// <summary>PTS / (2 (FGA + 0.44 FTA)) with 3 decimals; null without attempts.</summary>
    public static double? TrueShootingOf(int? points, int? fieldGoalsAttempted, int? freeThrowsAttempted)
    {
        var attempts = 2 * (fieldGoalsAttempted + (FreeThrowWeight * freeThrowsAttempted));
        return attempts > 0 && points is { } scored ? Math.Round(scored / attempts.Value, 3, MidpointRounding.AwayFromZero) : null;
    }

    private static int? Sum(IReadOnlyList<PlayerBoxscore> rows, Func<PlayerBoxscore, int?> statistic)
    {
        int? sum = 0;
        foreach (var row in rows)
            sum += statistic(row);
        return sum;
    }

    private static decimal? Sum(IReadOnlyList<PlayerBoxscore> rows, Func<PlayerBoxscore, decimal?> statistic)
    {
        decimal? sum = 0;
        foreach (var row in rows)
            sum += statistic(row);
        return sum;
    }
}

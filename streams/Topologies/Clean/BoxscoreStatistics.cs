using System.Globalization;
using NbaPipeline.Contracts.Raw;

namespace NbaPipeline.Topologies.Clean;

/// <summary>The scoring of one box score row, checked: makes within attempts, and points that follow from the makes.</summary>
internal readonly record struct BoxscoreStatistics(
    decimal? Minutes,
    int? Points,
    (int? Made, int? Attempted) FieldGoals,
    (int? Made, int? Attempted) ThreePointers,
    (int? Made, int? Attempted) FreeThrows
)
{
    public static BoxscoreStatistics Read(RowReader read, PlayerBoxscoreRow row)
    {
        var statistics = new BoxscoreStatistics(
            read.Minutes(row.Min, "min", 65),
            read.Whole(row.Pts, "pts", 0, 100),
            Shots(read, row.Fgm, row.Fga, "fgm"),
            Shots(read, row.Fg3m, row.Fg3a, "fg3m"),
            Shots(read, row.Ftm, row.Fta, "ftm")
        );
        statistics.CheckPoints(read, row);
        return statistics;
    }

    private static (int? Made, int? Attempted) Shots(RowReader read, string? made, string? attempted, string field)
    {
        var makes = read.Whole(made, field, 0, 100);
        var attempts = read.Whole(attempted, field[..^1] + "a", 0, 100);
        return makes > attempts
            ? throw read.Reject(RejectReason.OutOfRange, field, made, $"at most the {attempted} attempts are allowed")
            : (makes, attempts);
    }

    private void CheckPoints(RowReader read, PlayerBoxscoreRow row)
    {
        var expected = (2 * FieldGoals.Made) + ThreePointers.Made + FreeThrows.Made;
        if (Points is not null && expected is not null && Points != expected)
        {
            throw read.Reject(
                RejectReason.InconsistentPoints,
                "pts",
                row.Pts,
                string.Create(CultureInfo.InvariantCulture, $"2 FGM + 3PM + FTM is {expected}")
            );
        }
    }
}

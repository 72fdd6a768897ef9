using System.Globalization;
using NbaPipeline.Contracts.Identity;
using NbaPipeline.Contracts.Predictions;

namespace NbaPipeline.Topologies.Tests.Support;

/// <summary>Recomputes predicted points from box score rows by date alone, in exact arithmetic.</summary>
internal sealed class FileOracle
{
    private readonly Dictionary<string, List<(DateOnly Date, int Points)>> _games;

    public FileOracle(IEnumerable<Dictionary<string, string?>> boxscores) =>
        _games = boxscores
            .GroupBy(b => PlayerLookup.Of(b["player_name"]!), StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key,
                g =>
                    g.Select(b => (SampleSeason.Date(b["game_date"]!), int.Parse(b["pts"]!, CultureInfo.InvariantCulture)))
                        .OrderBy(b => b.Item1)
                        .ToList(),
                StringComparer.Ordinal
            );

    public decimal Predict(PointsPrediction prediction)
    {
        var earlier = _games[prediction.PlayerLookup].Where(g => g.Date < prediction.GameDate).ToList();
        var adjustments = (prediction.IsHome ? 0.5m : -0.5m) + (earlier[^1].Date.AddDays(1) == prediction.GameDate ? -1.5m : 0m);
        var blend = (0.5m * Mean(earlier, 5)) + (0.3m * Mean(earlier, 10)) + (0.2m * Mean(earlier, earlier.Count));
        // 28 digits of decimal leave an error far below the distance of any real value from a tie; 20 of them are kept.
        return Math.Clamp(Math.Round(Math.Round(blend + adjustments, 20), 1, MidpointRounding.AwayFromZero), 0m, 60m);
    }

    private static decimal Mean(List<(DateOnly Date, int Points)> games, int last) =>
        (decimal)games.TakeLast(last).Sum(g => g.Points) / Math.Min(last, games.Count);
}

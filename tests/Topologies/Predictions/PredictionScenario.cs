using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Predictions;
using NbaPipeline.Topologies.Tests.Support;

namespace NbaPipeline.Topologies.Tests.Predictions;

/// <summary>A short season: NYK and PHI each played five games, and meet on the day in question.</summary>
internal sealed class PredictionScenario : IDisposable
{
    public static readonly DateOnly Day = new(2024, 1, 20);

    private readonly StageChain _chain;

    private PredictionScenario(StageChain chain) => _chain = chain;

    public IReadOnlyList<PointsPrediction> Predictions => _chain.Values<PointsPrediction>(Topics.PointsPrediction);

    public IReadOnlyList<LineMatch> Matches => _chain.Values<LineMatch>(Topics.LineMatch);

    public static PredictionScenario Run(params IEnumerable<RawFact>[] facts) =>
        new(StageChain.Run([.. History(), Rows.Game(Day, "NYK", "PHI"), .. facts.SelectMany(f => f)], [.. Stages.All.Take(4)]));

    public static IEnumerable<RawFact> Quote(string player, decimal line, string bookmaker = "draftkings", DateTimeOffset? at = null) =>
        Rows.Line(Day, "NYK", "PHI", player, line, bookmaker, at: at);

    public void Dispose() => _chain.Dispose();

    // Embiid 20, 22, .. 28 points at home against BOS; Brunson the same at MIA; four games only for Oubre.
    public static IEnumerable<RawFact> History() => History(Day);

    /// <summary>The same before another day.</summary>
    public static IEnumerable<RawFact> History(DateOnly day)
    {
        for (var i = 0; i < 5; i++)
        {
            var date = day.AddDays(-11 + (2 * i));
            yield return Rows.Game(date, "BOS", "PHI");
            yield return Rows.Game(date, "NYK", "MIA");
            yield return Rows.Box(date, "BOS", "PHI", "PHI", "Joel Embiid", 20 + (2 * i));
            yield return Rows.Box(date, "NYK", "MIA", "NYK", "Jalen Brunson", 20 + (2 * i));
            yield return Rows.Box(date, "BOS", "PHI", "BOS", "Jayson Tatum", 30);
            if (i > 0)
                yield return Rows.Box(date, "BOS", "PHI", "PHI", "Kelly Oubre Jr.", 10);
        }
    }
}

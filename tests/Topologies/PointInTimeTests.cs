using System.Globalization;
using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Features;
using NbaPipeline.Contracts.Predictions;
using NbaPipeline.Contracts.Raw;
using NbaPipeline.Topologies.Tests.Support;
using Xunit.Abstractions;

namespace NbaPipeline.Topologies.Tests;

/// <summary>What is said about a date must not depend on what happened on it or after it. Six weeks of the committed season.</summary>
public sealed class PointInTimeTests(ITestOutputHelper output)
{
    private const int Seed = 20240310;
    private static readonly DateOnly From = new(2024, 2, 10);
    private static readonly DateOnly Day = new(2024, 3, 10);
    private static readonly DateOnly To = new(2024, 3, 14);

    [SkippableFact]
    public void Data_cut_before_a_date_gives_the_same_features_and_predictions_for_it()
    {
        var season = Season();
        using var whole = Run(season.Facts(From, To));
        using var cut = Run(season.Facts(From, To, row => SampleSeason.Date(row.GameDate!) < Day ? row : null));
        Cached(cut).ShouldBe(Cached(whole));
        Predicted(cut).ShouldBe(Predicted(whole));
        Predicted(whole).Count.ShouldBeGreaterThan(50);
    }

    [SkippableFact]
    public void Random_results_on_and_after_a_date_change_no_feature_or_prediction_of_it()
    {
        var season = Season();
        output.WriteLine($"seed {Seed}");
        using var whole = Run(season.Facts(From, To));
        using var scrambled = Run(season.Facts(From, To, Scramble(new Random(Seed))));
        Cached(scrambled).ShouldBe(Cached(whole));
        Predicted(scrambled).ShouldBe(Predicted(whole));
        // The scramble did reach the days after.
        scrambled.Values<PointsPrediction>(Topics.PointsPrediction).ShouldNotBe(whole.Values<PointsPrediction>(Topics.PointsPrediction));
    }

    private static SampleSeason Season()
    {
        var season = SampleSeason.Load();
        Skip.If(season is null, "samples/season-2023-24 is not there");
        return season;
    }

    private static StageChain Run(IEnumerable<RawFact> facts) => StageChain.Run(facts, [.. Stages.All.Take(4)]);

    private static List<PlayerDailyCache> Cached(StageChain chain) =>
        [.. chain.Values<PlayerDailyCache>(Topics.PlayerDailyCache).Where(r => r.CacheDate <= Day)];

    private static List<PointsPrediction> Predicted(StageChain chain) =>
        [.. chain.Values<PointsPrediction>(Topics.PointsPrediction).Where(p => p.GameDate <= Day)];

    // Points stay consistent with the shots, or the rows would be dead-lettered instead of scrambled.
    private static Func<PlayerBoxscoreRow, PlayerBoxscoreRow> Scramble(Random random) =>
        row =>
        {
            if (SampleSeason.Date(row.GameDate!) < Day)
                return row;
            var threes = random.Next(0, 6);
            var goals = threes + random.Next(0, 10);
            var freeThrows = random.Next(0, 12);
            return row with
            {
                Min = Text(random.Next(0, 48)),
                Pts = Text((2 * goals) + threes + freeThrows),
                Fgm = Text(goals),
                Fga = Text(goals + random.Next(0, 12)),
                Fg3m = Text(threes),
                Fg3a = Text(threes + random.Next(0, 8)),
                Ftm = Text(freeThrows),
                Fta = Text(freeThrows + random.Next(0, 4)),
                Tov = Text(random.Next(0, 8)),
                Oreb = Text(random.Next(0, 6)),
                Wl = random.Next(2) == 0 ? "W" : "L",
            };
        };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Grades;
using NbaPipeline.Contracts.Predictions;
using NbaPipeline.Prediction.Grading;
using NbaPipeline.Topologies.Grades;
using NbaPipeline.Topologies.Tests.Support;
using Xunit.Abstractions;

namespace NbaPipeline.Topologies.Tests;

/// <summary>The whole chain over the committed season, against an oracle that reads the files by date and knows nothing of streams.</summary>
public sealed class SampleSeasonTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Every_prediction_of_the_season_equals_the_recomputation_from_the_files()
    {
        var season = SampleSeason.Load();
        Skip.If(season is null, "samples/season-2023-24 is not there");
        using var chain = StageChain.Run(season.Facts(DateOnly.MinValue, DateOnly.MaxValue), [.. Stages.All]);

        var predictions = chain.Values<PointsPrediction>(Topics.PointsPrediction);
        var oracle = new FileOracle(season.Boxscores);
        foreach (var prediction in predictions)
            prediction.PredictedPoints.ShouldBe(oracle.Predict(prediction), $"{prediction.GameId} {prediction.PlayerLookup}");
        predictions.Count.ShouldBeGreaterThan(2_000);

        var matches = chain.Values<LineMatch>(Topics.LineMatch);
        matches.Select(m => (m.GameId, m.PlayerName)).Distinct().Count().ShouldBe(matches.Count);
        predictions.Count.ShouldBe(
            matches.Where(m => m.IsMatched && m.SkipReason is null).Select(m => (m.GameId, m.PlayerLookup)).Distinct().Count()
        );

        var sums = new PredictionSums(predictions.Count);
        foreach (var grade in chain.Values<PredictionAccuracy>(Topics.PredictionAccuracy))
            sums.Add(GradeRecords.Figures(grade));
        (sums.Graded + sums.Voids + sums.Blocked).ShouldBe(sums.Made);
        sums.LineMae!.Value.ShouldBe(5.2, 0.1);
        sums.Mae!.Value.ShouldBe(5.48, 0.1);
        output.WriteLine(
            FormattableString.Invariant(
                $"made {sums.Made} graded {sums.Graded} voids {sums.Voids} pushes {sums.Pushes} mae {sums.Mae:0.0000} lineMae {sums.LineMae:0.0000} bias {sums.Bias:0.0000} hitRate {sums.HitRate:0.0000}"
            )
        );
        output.WriteLine($"names {matches.Count} matched {matches.Count(m => m.IsMatched)} dead letters {chain.DeadLettered}");
        foreach (
            var reason in matches.GroupBy(m => m.UnmatchedReason ?? m.SkipReason ?? "predicted").OrderBy(g => g.Key, StringComparer.Ordinal)
        )
            output.WriteLine($"{reason.Key} {reason.Count()}: {string.Join(", ", reason.Take(5).Select(m => m.PlayerName))}");
    }
}

using Xunit.Abstractions;

namespace NbaPipeline.Integration.Tests.Independent;

public sealed class IndependentSeasonTests(ITestOutputHelper output)
{
    // Two tests read it; it takes seconds to work out.
    private static readonly Lazy<IndependentSeason?> Recorded2023 = new(() =>
        DataFolder() is { } directory ? IndependentSeason.Compute(directory, "2023-24") : null
    );

    [SkippableFact]
    public void The_season_2023_24_of_the_recorded_data_reads_like_the_published_reference()
    {
        var season = Recorded2023.Value;
        Skip.If(season is null, "the recorded data (../shared/data) is not on this machine");

        Print(season);
        season.Counts["rows.player_box"].ShouldBe(28_086);
        season.Counts["games.player_box"].ShouldBe(1_312);
        season.Counts["rows.schedule"].ShouldBe(1_391);
        season.Grades.Mae.ShouldBe(5.48, 0.08);
        season.Grades.LineMae.ShouldBe(5.20, 0.08);
        season.Grades.Made.ShouldBeInRange(2_700, 2_900);
        Matched(season).ShouldBeGreaterThan(0.98);
    }

    [SkippableFact]
    public void The_season_2024_25_of_the_recorded_data_reads_like_the_published_reference()
    {
        var directory = DataFolder();
        Skip.If(directory is null, "the recorded data (../shared/data) is not on this machine");

        var season = IndependentSeason.Compute(directory, "2024-25");

        Print(season);
        season.Grades.Mae.ShouldBe(5.57, 0.12); // the reference takes players from 3 earlier games on, this path from 5
        season.Grades.LineMae.ShouldBe(5.23, 0.08);
    }

    [Fact]
    public void The_sample_season_gives_the_predictions_of_the_recorded_data()
    {
        var sample = IndependentSeason.Compute(Path.Combine(Repository.Root, "samples", "season-2023-24"));

        Print(sample);
        sample.Grades.Mae.ShouldBe(5.48, 0.08);
        sample.Grades.LineMae.ShouldBe(5.20, 0.08);
        if (Recorded2023.Value is { } recorded)
        {
            sample.Predictions.ShouldBe(recorded.Predictions);
        }
    }

    private static double Matched(IndependentSeason season) =>
        (double)season.Matches.Count(match => match.Player is not null) / season.Matches.Count;

    private void Print(IndependentSeason season)
    {
        output.WriteLine(string.Join("; ", season.Counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}")));
        output.WriteLine($"cache rows {season.Cache.Count}, lines {season.Lines.Count}, names {season.Matches.Count}");
        output.WriteLine(string.Join("; ", season.Matches.GroupBy(m => m.Reason ?? m.Method!).Select(g => $"{g.Key} {g.Count()}")));
        output.WriteLine(string.Join("; ", season.Lines.GroupBy(l => l.Sportsbook).Select(g => $"{g.Key} {g.Count()}")));
        output.WriteLine(season.Grades.ToString());
    }

    private static string? DataFolder()
    {
        var path = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));
        return Directory.Exists(path) ? path : null;
    }
}

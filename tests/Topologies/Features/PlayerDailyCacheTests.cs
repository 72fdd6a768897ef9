using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Features;
using NbaPipeline.Topologies.Tests.Support;

namespace NbaPipeline.Topologies.Tests.Features;

public sealed class PlayerDailyCacheTests
{
    private static readonly DateOnly First = new(2024, 1, 1);

    [Fact]
    public void A_row_has_means_over_the_appearances_before_its_date_only()
    {
        // 10, 11, .. 21 points on 12 days in a row; the row is for the 12th.
        var row = CacheOf(12, day => 10 + day)[^1];
        row.CacheDate.ShouldBe(First.AddDays(11));
        (row.GamesPlayedSeason, row.DaysSinceLastAppearance).ShouldBe((11, 1));
        row.PointsAvgLast5.ShouldBe(18.0);
        row.PointsAvgLast10.ShouldBe(15.5);
        row.PointsAvgSeason.ShouldBe(15.0);
        row.PointsStdLast10!.Value.ShouldBe(Math.Sqrt(82.5 / 9), 1e-12);
        (row.GamesInLast7Days, row.GamesInLast14Days, row.BackToBacksLast14Days).ShouldBe((7, 11, 10));
        (row.MinutesInLast7Days, row.AvgMinutesPerGameLast7).ShouldBe((210m, 30.0));
        row.AsOf.ShouldBe(Rows.TipOff(row.CacheDate).AddMinutes(-30));
    }

    [Fact]
    public void The_first_row_comes_with_the_fifth_appearance_and_is_flagged_early_until_the_tenth()
    {
        var rows = CacheOf(12, _ => 10);
        rows.Select(r => r.GamesPlayedSeason).ShouldBe([5, 6, 7, 8, 9, 10, 11]);
        rows.Count(r => r.EarlySeasonFlag).ShouldBe(5);
    }

    [Fact]
    public void An_appearance_of_no_minutes_is_a_played_game() =>
        CacheOf(6, _ => 0, minutes: 0).ShouldHaveSingleItem().GamesPlayedSeason.ShouldBe(5);

    [Fact]
    public void An_afternoon_game_of_the_date_does_not_enter_the_row_of_an_evening_game()
    {
        var day = First.AddDays(5);
        var afternoon = Rows.GameRow(day, "BOS", "MIA") with { TipOff = Rows.TipOff(day).AddHours(-6) };
        var box = Rows.BoxRow(day, "BOS", "MIA", "MIA", "Joel Embiid", 60) with { FinalBuzzerAt = Rows.TipOff(day).AddHours(-3) };
        using var chain = StageChain.Run(
            [.. Season(6, _ => 10), Rows.Fact(afternoon), Rows.Fact(box)],
            Stages.Clean,
            Stages.Analytics,
            Stages.Features
        );
        chain.Values<PlayerDailyCache>(Topics.PlayerDailyCache).ShouldHaveSingleItem().PointsAvgSeason.ShouldBe(10.0);
    }

    [Fact]
    public void A_corrected_game_of_the_past_enters_the_next_row()
    {
        var corrected = Rows.Fact(Rows.BoxRow(First, "BOS", "PHI", "PHI", "Joel Embiid", 40), Rows.Buzzer(First).AddHours(15));
        using var chain = StageChain.Run([.. Season(6, _ => 10), corrected], Stages.Clean, Stages.Analytics, Stages.Features);
        chain.Values<PlayerDailyCache>(Topics.PlayerDailyCache).ShouldHaveSingleItem().PointsAvgSeason.ShouldBe(16.0);
    }

    private static IReadOnlyList<PlayerDailyCache> CacheOf(int days, Func<int, int> points, int minutes = 30)
    {
        using var chain = StageChain.Run(Season(days, points, minutes), Stages.Clean, Stages.Analytics, Stages.Features);
        return chain.Values<PlayerDailyCache>(Topics.PlayerDailyCache);
    }

    private static IEnumerable<RawFact> Season(int days, Func<int, int> points, int minutes = 30)
    {
        for (var day = 0; day < days; day++)
        {
            yield return Rows.Game(First.AddDays(day), "BOS", "PHI");
            yield return Rows.Box(First.AddDays(day), "BOS", "PHI", "PHI", "Joel Embiid", points(day), minutes);
        }
    }
}

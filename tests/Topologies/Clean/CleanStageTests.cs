using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Clean;
using NbaPipeline.Topologies.Tests.Support;

namespace NbaPipeline.Topologies.Tests.Clean;

public sealed class CleanStageTests
{
    private static readonly DateOnly Date = new(2024, 1, 15);

    [Fact]
    public void A_box_score_row_takes_its_game_id_from_the_schedule()
    {
        using var chain = StageChain.Run(
            [Rows.Game(Date, "NYK", "PHI"), Rows.Box(Date, "NYK", "PHI", "PHI", "Joel Embiid", 30)],
            Stages.Clean
        );
        var row = chain.Values<PlayerBoxscore>(Topics.CleanPlayerBoxscore).ShouldHaveSingleItem();
        row.GameId.ShouldBe("20240115_NYK_PHI");
        row.IsHome.ShouldBeTrue();
        row.DataQualityFlags.ShouldBeEmpty();
        chain.Records(Topics.CleanPlayerBoxscore)[0].Key.ShouldBe("20240115_NYK_PHI");
        chain.Records(Topics.CleanPlayerBoxscore)[0].TimeMs.ShouldBe(Rows.Buzzer(Date).ToUnixTimeMilliseconds());
    }

    [Fact]
    public void A_source_that_sees_the_other_team_at_home_makes_no_second_game()
    {
        var row = Rows.BoxRow(Date, "NYK", "PHI", "PHI", "Joel Embiid", 30) with { IsHome = "0" };
        using var chain = StageChain.Run([Rows.Game(Date, "NYK", "PHI"), Rows.Fact(row)], Stages.Clean);
        var cleaned = chain.Values<PlayerBoxscore>(Topics.CleanPlayerBoxscore).ShouldHaveSingleItem();
        (cleaned.GameId, cleaned.IsHome).ShouldBe(("20240115_NYK_PHI", true));
        cleaned.DataQualityFlags.ShouldBe(["venue_differs"]);
    }

    [Fact]
    public void A_game_that_the_schedule_lacks_gets_a_derived_id_and_a_flag()
    {
        using var chain = StageChain.Run([Rows.Box(Date, "NYK", "PHI", "NYK", "Jalen Brunson", 30)], Stages.Clean);
        var row = chain.Values<PlayerBoxscore>(Topics.CleanPlayerBoxscore).ShouldHaveSingleItem();
        row.GameId.ShouldBe("20240115_NYK_PHI");
        row.DataQualityFlags.ShouldBe(["game_id_derived"]);
    }

    [Fact]
    public void A_bad_row_is_dead_lettered_and_nothing_else_is_lost()
    {
        RawFact[] facts =
        [
            Rows.Game(Date, "NYK", "PHI"),
            Rows.Fact(Rows.BoxRow(Date, "NYK", "PHI", "PHI", "Joel Embiid", 30) with { Pts = "-5" }),
            Rows.Box(Date, "NYK", "PHI", "PHI", "Tobias Harris", 12),
        ];
        using var chain = StageChain.Run(facts, Stages.Clean);
        chain.Values<PlayerBoxscore>(Topics.CleanPlayerBoxscore).ShouldHaveSingleItem().PlayerLookup.ShouldBe("tobiasharris");
        chain.DeadLettered.ShouldBe(1);
    }

    [Fact]
    public void Over_and_under_in_two_rows_become_one_line()
    {
        using var chain = StageChain.Run(Rows.Line(Date, "NYK", "PHI", "Joel Embiid", 30.5m, over: -120, under: 100), Stages.Clean);
        var line = chain.Values<PointsLine>(Topics.CleanPointsLine).ShouldHaveSingleItem();
        (line.PointsLineValue, line.OverPriceAmerican, line.UnderPriceAmerican).ShouldBe((30.5m, -120, 100));
        line.GameId.ShouldBe("20240115_NYK_PHI");
        chain.Records(Topics.CleanPointsLine)[0].TimeMs.ShouldBe(line.SnapshotAt.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Over_and_under_in_one_row_become_the_same_line()
    {
        var row = Rows.Side(Date, "NYK", "PHI", "Joel Embiid", 30.5m, "draftkings", "Over", -120) with
        {
            Side = null,
            PriceAmerican = null,
            OverAmerican = "-120",
            UnderAmerican = "100",
        };
        using var one = StageChain.Run([Rows.Fact(row)], Stages.Clean);
        using var two = StageChain.Run(Rows.Line(Date, "NYK", "PHI", "Joel Embiid", 30.5m, over: -120, under: 100), Stages.Clean);
        one.Records(Topics.CleanPointsLine).ShouldBe(two.Records(Topics.CleanPointsLine));
    }

    [Fact]
    public void A_missing_side_stays_null()
    {
        var over = Rows.Side(Date, "NYK", "PHI", "Joel Embiid", 30.5m, "draftkings", "Over", -120);
        using var chain = StageChain.Run([Rows.Fact(over)], Stages.Clean);
        chain.Values<PointsLine>(Topics.CleanPointsLine).ShouldHaveSingleItem().UnderPriceAmerican.ShouldBeNull();
    }

    [Fact]
    public void A_game_after_midnight_UTC_belongs_to_its_Eastern_date()
    {
        var over = Rows.Side(Date, "NYK", "PHI", "Joel Embiid", 30.5m, "draftkings", "Over", -120) with
        {
            CommenceTimeUtc = "2024-01-16 03:10:00",
        };
        using var chain = StageChain.Run([Rows.Fact(over)], Stages.Clean);
        chain.Values<PointsLine>(Topics.CleanPointsLine).ShouldHaveSingleItem().GameDate.ShouldBe(Date);
    }
}

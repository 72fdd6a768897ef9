using NbaPipeline.Contracts.Raw;
using NbaPipeline.Topologies.Clean;
using NbaPipeline.Topologies.Tests.Support;

namespace NbaPipeline.Topologies.Tests.Clean;

public sealed class RowRejectionTests
{
    private static readonly DateOnly Date = new(2024, 1, 15);

    private static PlayerBoxscoreRow Box => Rows.BoxRow(Date, "NYK", "PHI", "PHI", "Joel Embiid", 30);

    private static PlayerPropsRow Over => Rows.Side(Date, "NYK", "PHI", "Joel Embiid", 30.5m, "draftkings", "Over", -110);

    public static TheoryData<string, PlayerBoxscoreRow> BadBoxscores =>
        new()
        {
            { "out_of_range", Box with { Pts = "-5" } },
            { "out_of_range", Box with { Pts = "999" } },
            { "inconsistent_points", Box with { Pts = "29" } },
            { "out_of_range", Box with { Min = "66" } },
            { "out_of_range", Box with { Fgm = "11" } },
            { "out_of_range", Box with { Reb = "41" } },
            { "not_readable", Box with { Pts = "thirty" } },
            { "not_readable", Box with { Ast = "1.5" } },
            { "unknown_team", Box with { TeamAbbreviation = "SEA" } },
            { "unknown_team", Box with { OppAbbreviation = "MEL" } },
            { "inconsistent_teams", Box with { OppAbbreviation = "PHI" } },
            { "bad_game_id", Box with { GameId = "22300061" } },
            { "missing_required", Box with { GameId = null } },
            { "missing_required", Box with { PlayerName = " " } },
            { "empty_name", Box with { PlayerName = "---" } },
            { "missing_required", Box with { PlayerId = null } },
            { "not_readable", Box with { GameDate = "15.01.2024" } },
            { "out_of_range", Box with { GameDate = "2017-12-31" } },
            { "missing_required", Box with { FinalBuzzerAt = null } },
            { "not_readable", Box with { Starter = "yes" } },
        };

    public static TheoryData<string, PlayerPropsRow> BadLines =>
        new()
        {
            { "out_of_range", Over with { Line = "-2.5" } },
            { "out_of_range", Over with { Line = "100" } },
            { "out_of_range", Over with { Line = "30.3" } },
            { "missing_required", Over with { Line = null } },
            { "missing_required", Over with { PriceAmerican = null } },
            { "out_of_range", Over with { PriceAmerican = "50" } },
            { "out_of_range", Over with { PriceAmerican = "-20000" } },
            { "not_readable", Over with { Side = "Yes" } },
            { "unknown_team", Over with { HomeTeam = "Seattle SuperSonics" } },
            { "inconsistent_teams", Over with { HomeTeam = "New York Knicks" } },
            { "missing_required", Over with { Bookmaker = null } },
            { "missing_required", Over with { Player = null } },
            { "not_readable", Over with { CommenceTimeUtc = "soon" } },
            { "missing_required", Over with { SnapshotAt = null } },
        };

    [Theory]
    [MemberData(nameof(BadBoxscores))]
    public void A_box_score_row_that_breaks_a_rule_is_rejected_with_reason_file_and_row(string reason, PlayerBoxscoreRow row)
    {
        var rejection = Should.Throw<RowRejectedException>(() => PlayerBoxscoreCleaner.Clean(row, null));
        rejection.Reason.ShouldBe(reason);
        rejection.Message.ShouldStartWith($"box.csv:7: {reason}: {rejection.Field}");
    }

    [Theory]
    [MemberData(nameof(BadLines))]
    public void A_props_row_that_breaks_a_rule_is_rejected_with_reason_file_and_row(string reason, PlayerPropsRow row)
    {
        var rejection = Should.Throw<RowRejectedException>(() => PointsLineCleaner.Clean(row));
        rejection.Reason.ShouldBe(reason);
        rejection.Message.ShouldStartWith("props.csv:3: ");
    }

    [Fact]
    public void Another_market_gives_nothing_even_when_the_row_is_bad() =>
        PointsLineCleaner.Clean(Over with { Market = "player_assists", Line = null }).ShouldBeNull();

    [Fact]
    public void A_missing_statistic_is_null_and_not_zero()
    {
        var row = PlayerBoxscoreCleaner.Clean(Box with { Pts = null, Blk = null, Min = null }, null);
        (row.Points, row.Blocks, row.MinutesPlayed).ShouldBe((null, null, null));
    }

    [Fact]
    public void Minutes_may_be_whole_or_minutes_and_seconds()
    {
        PlayerBoxscoreCleaner.Clean(Box with { Min = "28:13" }, null).MinutesPlayed.ShouldBe(28.2m);
        PlayerBoxscoreCleaner.Clean(Box with { Min = "28" }, null).MinutesPlayed.ShouldBe(28m);
    }

    [Fact]
    public void A_schedule_row_with_an_unknown_team_is_rejected_unless_its_game_is_not_processed()
    {
        var row = Rows.GameRow(Date, "MEL", "PHI");
        Should.Throw<RowRejectedException>(() => ScheduleCleaner.Clean(row)).Reason.ShouldBe("unknown_team");
        ScheduleCleaner.Clean(row with { GameId = "0012300001" }).ShouldBeNull();
    }

    [Fact]
    public void The_winner_in_a_schedule_row_changes_nothing() =>
        ScheduleCleaner
            .Clean(Rows.GameRow(Date, "NYK", "PHI") with { Winner = "NYK" })
            .ShouldBe(ScheduleCleaner.Clean(Rows.GameRow(Date, "NYK", "PHI")));

    [Fact]
    public void A_season_that_ends_in_October_is_named_by_its_game_id() =>
        ScheduleCleaner
            .Clean(Rows.GameRow(Date, "NYK", "PHI") with { GameId = "0041900406", GameDate = "2020-10-11" })!
            .Season.ShouldBe("2019-20");
}

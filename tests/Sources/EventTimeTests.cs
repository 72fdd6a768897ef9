using System.Globalization;

namespace NbaPipeline.Sources.Tests;

public sealed class EventTimeTests
{
    [Theory]
    [InlineData("2024-01-15 19:00:00", "2024-01-16T00:00:00Z")] // winter
    [InlineData("2024-07-15 19:00:00", "2024-07-15T23:00:00Z")] // summer
    [InlineData("2024-03-10 01:59:59", "2024-03-10T06:59:59Z")] // last second before spring
    [InlineData("2024-03-10 02:30:00", "2024-03-10T07:30:00Z")] // does not exist; as far after the jump
    [InlineData("2024-03-10 03:00:00", "2024-03-10T07:00:00Z")] // first second after spring
    [InlineData("2023-11-05 01:30:00", "2023-11-05T05:30:00Z")] // twice; the first pass
    [InlineData("2023-11-05 02:00:00", "2023-11-05T07:00:00Z")] // after autumn
    [InlineData("2024-03-10 02:30:00Z", "2024-03-10T02:30:00Z")] // says its zone
    [InlineData("2024-03-10T02:30:00.250-05:00", "2024-03-10T07:30:00.250Z")]
    [InlineData("2024-03-10 07:30:00+00", "2024-03-10T07:30:00Z")]
    public void A_text_without_zone_is_US_Eastern(string text, string expected)
    {
        EasternTime.TryParseInstant(text, utcWithoutZone: false, out var unixMs).ShouldBeTrue();
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_utc_column_without_zone_is_UTC()
    {
        EasternTime.TryParseInstant("2024-03-10 02:30:00", utcWithoutZone: true, out var unixMs).ShouldBeTrue();
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ShouldBe(new DateTimeOffset(2024, 3, 10, 2, 30, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2024-13-01 00:00:00")]
    [InlineData("1960-01-01 00:00:00Z")] // before the epoch of record times
    public void What_is_no_time_of_a_record_is_refused(string text) =>
        EasternTime.TryParseInstant(text, utcWithoutZone: true, out _).ShouldBeFalse();

    [Theory]
    [InlineData("props_oddsapi", "2024-04-14T18:00:05Z", "last_update_utc")]
    [InlineData("props_dfs", "2024-04-14T04:00:00Z", "file_date")]
    [InlineData("props_pra", "2024-04-14T17:55:39Z", "snapshot_utc")]
    [InlineData("props_oddsapi_sample", "2024-04-14T13:00:00Z", "snapshot_local")]
    [InlineData("prizepicks", "2024-04-14T12:12:12.331Z", "scraped_at")]
    public void Props_have_the_time_of_their_snapshot(string layout, string expected, string column)
    {
        using var replays = new Replays().Write("props", Samples.Props(layout));
        replays.Run();

        var row = replays.Props[0];
        row.SnapshotAt.ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
        row.SnapshotSource.ShouldBe(column);
        replays.Broker["nba.raw.player_props"][0].TimeMs.ShouldBe(row.SnapshotAt!.Value.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("2024-03-10", "2024-03-10T05:00:00Z")] // the night clocks go forward begins in winter time
    [InlineData("2024-11-03", "2024-11-03T04:00:00Z")] // the night they go back begins in summer time
    public void A_bare_date_means_midnight_US_Eastern(string date, string expected)
    {
        using var replays = new Replays().Write("dfs", Samples.Props("props_dfs").With(0, "file_date", date));
        replays.Run();

        replays.Props[0].SnapshotAt.ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_game_with_tip_utc_ends_two_and_a_half_hours_later()
    {
        using var replays = new Replays().WriteAll();
        replays.Run();

        var game = replays.Schedules.Single(row => row.GameId == "0022300061");
        game.TipOff.ShouldBe(new DateTimeOffset(2023, 10, 24, 23, 30, 0, TimeSpan.Zero));
        game.TipSource.ShouldBe("schedule");
        game.TipEstimated.ShouldBeFalse();
        game.Flags.ShouldBeEmpty();
        var box = replays.Boxes.First(row => row.GameId == "0022300061");
        box.FinalBuzzerAt.ShouldBe(new DateTimeOffset(2023, 10, 25, 2, 0, 0, TimeSpan.Zero));
        box.TipEstimated.ShouldBeFalse();
    }

    [Fact]
    public void Without_tip_utc_the_commence_time_of_the_odds_counts_and_the_game_is_flagged()
    {
        using var replays = new Replays().WriteAll();
        replays.Run();

        var game = replays.Schedules.Single(row => row.GameId == "0022301199");
        game.TipOff.ShouldBe(new DateTimeOffset(2024, 4, 14, 19, 40, 0, TimeSpan.Zero));
        game.TipSource.ShouldBe("odds_commence");
        game.TipEstimated.ShouldBeTrue();
        game.Flags.ShouldBe(["tip_estimated"]);
        var box = replays.Boxes.Single(row => row.GameId == "0022301199");
        box.FinalBuzzerAt.ShouldBe(new DateTimeOffset(2024, 4, 14, 22, 10, 0, TimeSpan.Zero));
        box.TipEstimated.ShouldBeTrue();
    }

    [Fact]
    public void Without_odds_a_game_starts_at_seven_in_the_evening_US_Eastern()
    {
        using var replays = new Replays().WriteAll();
        replays.Run();

        var game = replays.Schedules.Single(row => row.GameId == "0022200001");
        game.TipOff.ShouldBe(new DateTimeOffset(2022, 10, 18, 23, 0, 0, TimeSpan.Zero));
        game.TipSource.ShouldBe("assumed_1900_et");
        replays
            .Boxes.Single(row => row.GameId == "0022200001")
            .FinalBuzzerAt.ShouldBe(new DateTimeOffset(2022, 10, 19, 1, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Box_scores_find_the_odds_without_any_schedule()
    {
        using var replays = new Replays().Write("box.csv", Samples.Box()).Write("pp.csv", Samples.Props("prizepicks"));
        replays.Run();

        replays
            .Boxes.Single(row => row.GameId == "0022301199")
            .FinalBuzzerAt.ShouldBe(new DateTimeOffset(2024, 4, 14, 22, 10, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Of_two_commence_times_the_newest_snapshot_counts()
    {
        using var replays = new Replays().Write("schedule.csv", Samples.Schedule());
        var odds = Samples.Props("props_oddsapi");
        replays.Write(
            "a-newer.csv",
            odds.With(0, "commence_time_utc", "2024-04-14 20:10:00").With(0, "last_update_utc", "2024-04-14 18:30:00")
        );
        replays.Write("b-older.csv", odds);
        replays.Run();

        replays
            .Schedules.Single(row => row.GameId == "0022301199")
            .TipOff.ShouldBe(new DateTimeOffset(2024, 4, 14, 20, 10, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_schedule_is_known_from_the_first_instant_of_its_season()
    {
        using var replays = new Replays().WriteAll();
        replays.Run();

        replays
            .Broker["nba.raw.schedule"]
            .Select(record => DateTimeOffset.FromUnixTimeMilliseconds(record.TimeMs))
            .ShouldBe([
                new DateTimeOffset(2022, 7, 1, 4, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(2023, 7, 1, 4, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(2023, 7, 1, 4, 0, 0, TimeSpan.Zero),
            ]);
    }

    [Fact]
    public void Captured_at_is_event_time()
    {
        using var replays = new Replays().WriteAll();
        replays.Run();

        replays.Boxes.ShouldAllBe(row => row.CapturedAt == row.FinalBuzzerAt);
        replays.Props.ShouldAllBe(row => row.CapturedAt == row.SnapshotAt);
    }

    [Fact]
    public void A_row_whose_date_cannot_be_read_is_still_a_record()
    {
        using var replays = new Replays().Write("box.csv", Samples.Box().With(1, "GAME_DATE", "soon"));
        replays.Run();

        var row = replays.Boxes.Single(row => row.GameDate == "soon");
        row.FinalBuzzerAt.ShouldBeNull();
        row.Flags.ShouldContain("event_time_unreadable");
        replays.Broker["nba.raw.player_boxscore"].Count.ShouldBe(4);
    }
}

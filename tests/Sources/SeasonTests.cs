namespace NbaPipeline.Sources.Tests;

public sealed class SeasonTests
{
    [Fact]
    public void Without_seasons_everything_found_is_replayed()
    {
        using var replays = new Replays().WriteAll();

        var result = replays.Run();

        result.Seasons.ShouldBe(["2022-23", "2023-24"]);
        replays.Boxes.Count.ShouldBe(4);
        result.Layouts.ShouldBe([
            new LayoutCount("player_box", 1, 4, 3, 4, 0, 0),
            new LayoutCount("props_dfs", 1, 1, 1, 1, 0, 0),
            new LayoutCount("props_oddsapi", 1, 2, 1, 1, 0, 0),
            new LayoutCount("schedule", 1, 3, 3, 0, 0, 0),
        ]);
        result
            .Topics.Where(topic => topic.InFiles > 0)
            .ShouldBe([
                new TopicCount("nba.raw.player_boxscore", 4, 4),
                new TopicCount("nba.raw.player_props", 3, 3),
                new TopicCount("nba.raw.schedule", 3, 3),
            ]);
    }

    [Fact]
    public void Only_the_seasons_asked_for_are_replayed()
    {
        using var replays = new Replays().WriteAll();

        var result = replays.Run(seasons: "2022-23");

        replays.Boxes.ShouldHaveSingleItem().Season.ShouldBe("2022-23");
        replays.Schedules.ShouldHaveSingleItem().Season.ShouldBe("2022-23");
        replays.Props.ShouldBeEmpty();
        result.Layouts.Single(count => count.Layout == "props_oddsapi").OtherSeasons.ShouldBe(2);
    }

    [Fact]
    public void Props_belong_to_the_season_of_their_date()
    {
        using var replays = new Replays().WriteAll();
        replays.Run(seasons: "2023-24");

        replays.Props.Count.ShouldBe(3);
    }

    [Fact]
    public void A_season_that_is_not_there_is_an_error_that_lists_those_found()
    {
        using var replays = new Replays().WriteAll();

        Should
            .Throw<SourceException>(() => replays.Run(seasons: ["2023-24", "2019-20"]))
            .Message.ShouldBe($"season 2019-20 is not in '{replays.Data.Path}'; it has 2022-23, 2023-24");
        replays.Broker.Log.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2023")]
    [InlineData("2023-25")]
    [InlineData("23-24")]
    public void A_season_of_another_form_is_refused(string season)
    {
        using var replays = new Replays().WriteAll();

        Should.Throw<SourceException>(() => replays.Run(seasons: season)).Message.ShouldContain("seasons like 2023-24");
    }
}

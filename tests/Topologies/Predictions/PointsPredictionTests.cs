using NbaPipeline.Topologies.Tests.Support;

namespace NbaPipeline.Topologies.Tests.Predictions;

public sealed class PointsPredictionTests
{
    private static DateTimeOffset TipOff => Rows.TipOff(PredictionScenario.Day);

    [Fact]
    public void A_player_with_a_line_is_predicted_at_the_last_millisecond_before_tip_off()
    {
        using var scenario = PredictionScenario.Run(PredictionScenario.Quote("Joel Embiid", 20.5m));
        var prediction = scenario.Predictions.ShouldHaveSingleItem();
        // L5 = L10 = season = 24, at home, 3 days of rest
        (prediction.PredictedPoints, prediction.CurrentPointsLine, prediction.LineMargin).ShouldBe((24.5m, 20.5m, 4.0m));
        (prediction.IsHome, prediction.TeamAbbr, prediction.OpponentTeamAbbr, prediction.Sportsbook).ShouldBe(
            (true, "PHI", "NYK", "draftkings")
        );
        prediction.CreatedAt.ShouldBe(TipOff.AddMilliseconds(-1));
        prediction.LineMinutesBeforeGame.ShouldBe(300);
        prediction.Recommendation.ShouldBe("OVER");
    }

    [Fact]
    public void A_player_without_a_line_waits_for_the_contexts()
    {
        using var scenario = PredictionScenario.Run();
        scenario.Predictions.ShouldBeEmpty();
        scenario.Matches.ShouldBeEmpty();
    }

    [Fact]
    public void A_player_with_four_appearances_is_matched_but_not_predicted()
    {
        using var scenario = PredictionScenario.Run(PredictionScenario.Quote("Kelly Oubre Jr.", 10.5m));
        scenario.Predictions.ShouldBeEmpty();
        var match = scenario.Matches.ShouldHaveSingleItem();
        (match.IsMatched, match.PlayerLookup, match.SkipReason).ShouldBe((true, "kellyoubrejr", "no_features"));
    }

    [Theory]
    [InlineData(-1, 22.5)]
    [InlineData(0, 20.5)]
    [InlineData(1, 20.5)]
    public void A_snapshot_counts_only_before_tip_off(int millisecondsAfterTipOff, double expected)
    {
        using var scenario = PredictionScenario.Run(
            PredictionScenario.Quote("Joel Embiid", 20.5m),
            PredictionScenario.Quote("Joel Embiid", 22.5m, at: TipOff.AddMilliseconds(millisecondsAfterTipOff))
        );
        scenario.Predictions.ShouldHaveSingleItem().CurrentPointsLine.ShouldBe((decimal)expected);
        scenario.Matches.Count.ShouldBe(1);
    }

    [Fact]
    public void A_snapshot_at_the_scheduled_tip_off_is_no_line_though_the_odds_say_later()
    {
        var late = Rows.Side(PredictionScenario.Day, "NYK", "PHI", "Joel Embiid", 20.5m, "draftkings", "Over", -110, TipOff) with
        {
            CommenceTimeUtc = "2024-01-21 02:00:00",
        };
        using var scenario = PredictionScenario.Run([Rows.Fact(late)]);
        scenario.Predictions.ShouldBeEmpty();
        scenario.Matches.ShouldHaveSingleItem().SkipReason.ShouldBe("no_line_before_tip_off");
    }

    [Fact]
    public void A_snapshot_after_the_odds_own_commence_time_is_no_line_though_the_schedule_says_later()
    {
        var early = Rows.Side(PredictionScenario.Day, "NYK", "PHI", "Joel Embiid", 20.5m, "draftkings", "Over", -110) with
        {
            CommenceTimeUtc = "2024-01-20 18:00:00",
        };
        using var scenario = PredictionScenario.Run([Rows.Fact(early)]);
        scenario.Predictions.ShouldBeEmpty();
        scenario.Matches.ShouldHaveSingleItem().SkipReason.ShouldBe("no_line_before_tip_off");
    }

    [Fact]
    public void Odds_that_name_the_teams_in_the_other_order_mean_the_same_game()
    {
        using var scenario = PredictionScenario.Run(Rows.Line(PredictionScenario.Day, "PHI", "NYK", "Joel Embiid", 20.5m));
        var prediction = scenario.Predictions.ShouldHaveSingleItem();
        (prediction.GameId, prediction.IsHome).ShouldBe(("20240120_NYK_PHI", true));
    }

    [Fact]
    public void Two_spellings_of_a_player_give_one_prediction_and_two_matched_names()
    {
        using var scenario = PredictionScenario.Run(
            PredictionScenario.Quote("J. Embiid", 19.5m, "fanduel"),
            PredictionScenario.Quote("Joel Embiid", 20.5m)
        );
        scenario.Predictions.ShouldHaveSingleItem().CurrentPointsLine.ShouldBe(20.5m);
        scenario.Matches.Select(m => (m.PlayerName, m.MatchMethod)).ShouldBe([("J. Embiid", "initials"), ("Joel Embiid", "player_lookup")]);
    }

    [Fact]
    public void A_name_of_neither_team_is_counted_with_its_reason()
    {
        using var scenario = PredictionScenario.Run(
            PredictionScenario.Quote("Jayson Tatum", 27.5m),
            PredictionScenario.Quote("Nobody Known", 7.5m)
        );
        scenario.Predictions.ShouldBeEmpty();
        scenario
            .Matches.Select(m => (m.PlayerName, m.UnmatchedReason))
            .ShouldBe([("Jayson Tatum", "other_team"), ("Nobody Known", "not_appeared_this_season")]);
    }

    [Fact]
    public void A_name_first_quoted_after_tip_off_is_counted_once_and_not_predicted()
    {
        using var scenario = PredictionScenario.Run(
            PredictionScenario.Quote("Jalen Brunson", 20.5m, at: TipOff.AddMinutes(10)),
            PredictionScenario.Quote("Jalen Brunson", 21.5m, at: TipOff.AddMinutes(20))
        );
        scenario.Predictions.ShouldBeEmpty();
        var match = scenario.Matches.ShouldHaveSingleItem();
        (match.PlayerLookup, match.SkipReason).ShouldBe(("jalenbrunson", "no_line_before_tip_off"));
    }

    [Fact]
    public void Lines_of_a_game_that_the_schedule_lacks_are_counted_as_unmatched()
    {
        using var scenario = PredictionScenario.Run(Rows.Line(PredictionScenario.Day, "LAL", "DEN", "LeBron James", 25.5m));
        var match = scenario.Matches.ShouldHaveSingleItem();
        (match.IsMatched, match.UnmatchedReason, match.GameId).ShouldBe((false, "game_not_found", "20240120_DEN_LAL"));
    }

    [Fact]
    public void A_trade_counts_from_the_first_game_for_the_new_team()
    {
        var yesterday = PredictionScenario.Day.AddDays(-1);
        using var scenario = PredictionScenario.Run(
            [Rows.Game(yesterday, "LAL", "PHI"), Rows.Box(yesterday, "LAL", "PHI", "PHI", "Jayson Tatum", 33)],
            PredictionScenario.Quote("Jayson Tatum", 27.5m)
        );
        var prediction = scenario.Predictions.ShouldHaveSingleItem();
        (prediction.TeamAbbr, prediction.BackToBackAdjustment).ShouldBe(("PHI", -1.5));
    }
}

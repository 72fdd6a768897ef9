using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Analytics;
using NbaPipeline.Topologies.Tests.Support;

namespace NbaPipeline.Topologies.Tests.Analytics;

public sealed class GameSummaryTests
{
    private static readonly DateOnly Date = new(2024, 1, 15);

    private static RawFact[] Game =>
        [
            Rows.Game(Date, "NYK", "PHI"),
            Rows.Box(Date, "NYK", "PHI", "PHI", "Joel Embiid", 30, 36),
            Rows.Box(Date, "NYK", "PHI", "PHI", "Tobias Harris", 12, 24),
            Rows.Box(Date, "NYK", "PHI", "NYK", "Jalen Brunson", 40, 40),
        ];

    [Fact]
    public void Team_totals_are_written_once_when_the_game_is_complete()
    {
        using var chain = StageChain.Run(Game, Stages.Clean, Stages.Analytics);
        var offense = chain.Values<TeamOffenseGameSummary>(Topics.TeamOffenseGameSummary);
        offense.Count.ShouldBe(2);
        var phi = offense.Single(o => o.TeamAbbr == "PHI");
        (phi.PointsScored, phi.Minutes, phi.PlayersUsed, phi.MarginOfVictory, phi.WinFlag).ShouldBe((42, 60m, 2, 2, true));
        // FGA 20 + 0.44 * FTA 42 + TO 4 - OREB 2
        phi.PossessionsExact!.Value.ShouldBe(40.48, 1e-9);
        phi.Possessions.ShouldBe(40);
        phi.Pace!.Value.ShouldBe(40.48 * 48 / 12, 1e-9);
        phi.OffensiveRating!.Value.ShouldBe(4200 / 40.48, 1e-9);
        chain.Records(Topics.TeamOffenseGameSummary).ShouldAllBe(r => r.TimeMs == Rows.Buzzer(Date).ToUnixTimeMilliseconds());
    }

    [Fact]
    public void The_defense_row_mirrors_the_opponents_offense()
    {
        using var chain = StageChain.Run(Game, Stages.Clean, Stages.Analytics);
        var nyk = chain.Values<TeamDefenseGameSummary>(Topics.TeamDefenseGameSummary).Single(o => o.TeamAbbr == "NYK");
        var phi = chain.Values<TeamOffenseGameSummary>(Topics.TeamOffenseGameSummary).Single(o => o.TeamAbbr == "PHI");
        (nyk.PointsAllowed, nyk.OppFtMakes, nyk.TurnoversForced, nyk.DefensiveRating).ShouldBe(
            (phi.PointsScored, phi.FtMakes, phi.Turnovers, phi.OffensiveRating)
        );
    }

    [Fact]
    public void Usage_is_the_share_of_the_teams_possessions_while_on_the_floor()
    {
        using var chain = StageChain.Run(Game, Stages.Clean, Stages.Analytics);
        var embiid = chain.Values<PlayerGameSummary>(Topics.PlayerGameSummary).Single(p => p.PlayerLookup == "joelembiid");
        embiid.UsageRate!.Value.ShouldBe(100 * (10 + (0.44 * 30) + 2) * 12 / (36 * (20 + (0.44 * 42) + 4)), 1e-9);
        embiid.TsPct.ShouldBe(0.647); // 30 / (2 * (10 + 0.44 * 30)) = 0.64655
        embiid.EfgPct.ShouldBe(0.0);
    }

    [Fact]
    public void A_statistic_missing_for_one_player_makes_the_total_null()
    {
        RawFact[] facts = [.. Game, Rows.Fact(Rows.BoxRow(Date, "NYK", "PHI", "PHI", "Kelly Oubre Jr.", 8) with { Tov = null })];
        using var chain = StageChain.Run(facts, Stages.Clean, Stages.Analytics);
        var phi = chain.Values<TeamOffenseGameSummary>(Topics.TeamOffenseGameSummary).Single(o => o.TeamAbbr == "PHI");
        (phi.Turnovers, phi.Possessions, phi.Pace, phi.PointsScored).ShouldBe((null, null, null, 50));
        chain.Values<PlayerGameSummary>(Topics.PlayerGameSummary).Single(p => p.PlayerLookup == "joelembiid").UsageRate.ShouldBeNull();
    }

    [Fact]
    public void A_player_with_no_minutes_has_no_usage_rate()
    {
        RawFact[] facts = [.. Game, Rows.Box(Date, "NYK", "PHI", "PHI", "Danuel House Jr.", 0, 0)];
        using var chain = StageChain.Run(facts, Stages.Clean, Stages.Analytics);
        chain.Values<PlayerGameSummary>(Topics.PlayerGameSummary).Single(p => p.PlayerLookup == "danuelhousejr").UsageRate.ShouldBeNull();
    }

    [Fact]
    public void A_correction_writes_only_what_it_changes()
    {
        var corrected = Rows.BoxRow(Date, "NYK", "PHI", "PHI", "Tobias Harris", 12, 24) with { Ast = "5" };
        using var chain = StageChain.Run([.. Game, Rows.Fact(corrected, Rows.Buzzer(Date).AddHours(12))], Stages.Clean, Stages.Analytics);
        var players = chain.Values<PlayerGameSummary>(Topics.PlayerGameSummary);
        players.Count.ShouldBe(4);
        (players[^1].PlayerLookup, players[^1].Assists, players[^1].CreatedAt).ShouldBe(
            ("tobiasharris", 5, Rows.Buzzer(Date).AddHours(12))
        );
        chain.Values<TeamOffenseGameSummary>(Topics.TeamOffenseGameSummary).Count(o => o.TeamAbbr == "NYK").ShouldBe(1);
        chain.Values<TeamDefenseGameSummary>(Topics.TeamDefenseGameSummary).Count(o => o.TeamAbbr == "PHI").ShouldBe(1);
    }
}

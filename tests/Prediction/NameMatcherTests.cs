using NbaPipeline.Contracts.Identity;
using NbaPipeline.Prediction.Matching;

namespace NbaPipeline.Prediction.Tests;

public sealed class NameMatcherTests
{
    [Theory]
    [InlineData("Luka Doncic", "Luka Dončić", "player_lookup")]
    [InlineData("J. Isaac", "Jonathan Isaac", "initials")]
    [InlineData("J Isaac", "Jonathan Isaac", "initials")]
    [InlineData("A. Coffey", "Amir Coffey", "initials")]
    [InlineData("J. Jackson", "Jaren Jackson Jr.", "initials")]
    [InlineData("PJ Washington", "P.J. Washington", "player_lookup")]
    [InlineData("P.J. Washington", "P.J. Washington", "player_lookup")]
    [InlineData("Jimmy Butler", "Jimmy Butler III", "without_suffix")]
    [InlineData("Jaime Jaquez Jr", "Jaime Jaquez", "without_suffix")]
    [InlineData("Herb Jones", "Herbert Jones", "alias")]
    [InlineData("Nicolas Claxton", "Nic Claxton", "alias")]
    [InlineData("Vincent Williams Jr", "Vince Williams Jr.", "alias")]
    [InlineData("Vincent Williams", "Vince Williams Jr.", "alias")]
    [InlineData("Cameron Johnson", "Cam Johnson", "alias")]
    public void A_quoted_name_finds_its_player(string quoted, string official, string method)
    {
        var match = NameMatcher.Match(quoted, [Player(official), Player("Somebody Else")], _ => false);
        match.Player!.FullName.ShouldBe(official);
        match.Method.ShouldBe(method);
        match.UnmatchedReason.ShouldBeNull();
    }

    [Fact]
    public void The_exact_key_wins_over_the_key_without_suffix() =>
        NameMatcher
            .Match("Gary Trent Jr.", [Player("Gary Trent"), Player("Gary Trent Jr.")], _ => false)
            .Player!.FullName.ShouldBe("Gary Trent Jr.");

    [Fact]
    public void A_name_without_suffix_that_fits_two_players_is_ambiguous() =>
        NameMatcher
            .Match("Gary Payton", [Player("Gary Payton II"), Player("Gary Payton III")], _ => false)
            .UnmatchedReason.ShouldBe("ambiguous");

    [Fact]
    public void An_initial_that_fits_two_players_is_ambiguous() =>
        NameMatcher
            .Match("J. Williams", [Player("Jalen Williams"), Player("Jaylin Williams")], _ => false)
            .UnmatchedReason.ShouldBe("ambiguous");

    [Fact]
    public void An_initial_does_not_match_another_first_letter() =>
        NameMatcher.Match("K. Isaac", [Player("Jonathan Isaac")], _ => false).UnmatchedReason.ShouldBe("not_appeared_this_season");

    [Theory]
    [InlineData(true, "other_team")]
    [InlineData(false, "not_appeared_this_season")]
    public void A_name_of_neither_team_says_whether_the_player_appeared_elsewhere(bool elsewhere, string reason) =>
        NameMatcher.Match("Buddy Hield", [Player("Jonathan Isaac")], _ => elsewhere).UnmatchedReason.ShouldBe(reason);

    private static RosterPlayer Player(string name) => new(PlayerLookup.Of(name), name, "ORL");
}

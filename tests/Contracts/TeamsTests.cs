using NbaPipeline.Contracts.Identity;

namespace NbaPipeline.Contracts.Tests;

public sealed class TeamsTests
{
    [Fact]
    public void There_are_thirty_teams_with_different_codes_and_ids()
    {
        Teams.All.Count.ShouldBe(30);
        Teams.All.Select(t => t.Code).Distinct(StringComparer.Ordinal).Count().ShouldBe(30);
        Teams.All.Select(t => t.NbaId).Distinct().Count().ShouldBe(30);
    }

    [Theory]
    [InlineData("LAL", "LAL")]
    [InlineData("LA Clippers", "LAC")]
    [InlineData("Los Angeles Clippers", "LAC")]
    [InlineData("los angeles lakers", "LAL")]
    [InlineData("BRK", "BKN")]
    [InlineData("WSH", "WAS")]
    [InlineData("utah", "UTA")]
    [InlineData("gs", "GSW")]
    [InlineData("Golden St", "GSW")]
    [InlineData("Sixers", "PHI")]
    [InlineData("Portland Trail Blazers", "POR")]
    [InlineData("Brooklyn", "BKN")]
    public void Every_spelling_names_its_team(string text, string code)
    {
        Teams.TryResolve(text, out var team).ShouldBeTrue();
        team!.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("Los Angeles")]
    [InlineData("LA")]
    [InlineData("Seattle SuperSonics")]
    [InlineData("MEL")]
    [InlineData("")]
    [InlineData(null)]
    public void What_names_no_team_or_two_is_not_guessed(string? text) => Teams.TryResolve(text, out _).ShouldBeFalse();
}

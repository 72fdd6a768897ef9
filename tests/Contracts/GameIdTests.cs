using NbaPipeline.Contracts.Identity;

namespace NbaPipeline.Contracts.Tests;

public sealed class GameIdTests
{
    private static readonly DateOnly Date = new(2025, 1, 15);

    [Fact]
    public void The_canonical_id_names_date_visitor_and_home() => GameId.Of(Date, "NYK", "PHI").ShouldBe("20250115_NYK_PHI");

    [Theory]
    [InlineData("NYK", "NYK")]
    [InlineData("NY", "PHI")]
    public void Codes_that_are_equal_or_unknown_are_no_game(string away, string home) =>
        Should.Throw<ArgumentException>(() => GameId.Of(Date, away, home));

    [Fact]
    public void A_pairing_is_the_same_for_both_orders() => GameId.Pairing(Date, "PHI", "NYK").ShouldBe(GameId.Pairing(Date, "NYK", "PHI"));

    [Theory]
    [InlineData("20250115_NYK_PHI", true)]
    [InlineData("20251315_NYK_PHI", false)]
    [InlineData("20250115_NYK_NYK", false)]
    [InlineData("20250115_NYK_XXX", false)]
    [InlineData("20250115-NYK-PHI", false)]
    [InlineData(null, false)]
    public void Only_a_real_date_and_two_teams_make_a_canonical_id(string? text, bool expected) =>
        GameId.IsCanonical(text).ShouldBe(expected);

    [Theory]
    [InlineData("2023-10-24", 2023, "2023-24")]
    [InlineData("2024-06-17", 2023, "2023-24")]
    [InlineData("1999-11-02", 1999, "1999-00")]
    public void A_season_starts_in_October(string date, int year, string text)
    {
        GameId.SeasonYear(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(year);
        GameId.SeasonText(year).ShouldBe(text);
    }
}

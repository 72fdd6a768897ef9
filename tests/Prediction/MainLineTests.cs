using NbaPipeline.Prediction.Lines;

namespace NbaPipeline.Prediction.Tests;

public sealed class MainLineTests
{
    [Fact]
    public void The_line_with_over_and_under_nearest_to_even_is_the_main_line() =>
        MainLine.Of([Quote(20.5m, -150, 120), Quote(22.5m, -112, -108), Quote(24.5m, 140, -180)]).Line.ShouldBe(22.5m);

    [Fact]
    public void A_one_sided_quote_comes_last() => MainLine.Of([Quote(10.5m, -110, null), Quote(24.5m, 400, -700)]).Line.ShouldBe(24.5m);

    [Fact]
    public void Among_one_sided_quotes_the_lower_line_wins() =>
        MainLine.Of([Quote(24.5m, -110, null), Quote(20.5m, null, 500), Quote(22.5m, null, null)]).Line.ShouldBe(20.5m);

    [Fact]
    public void Equal_distances_take_the_lower_line() =>
        MainLine.Of([Quote(22.5m, -110, -110), Quote(21.5m, -115, -115)]).Line.ShouldBe(21.5m);

    [Fact]
    public void Mirrored_prices_are_a_tie_that_floating_point_would_break()
    {
        // 6/11 against 1/2 and 1/2 against 6/11 lie equally far from even.
        MainLine.Of([Quote(23.5m, 100, -120), Quote(22.5m, -120, 100)]).Line.ShouldBe(22.5m);
        MainLine.Of([Quote(22.5m, -135, 105), Quote(23.5m, 105, -135)]).Line.ShouldBe(22.5m);
        MainLine.Of([Quote(23.5m, 105, -135), Quote(22.5m, -135, 105)]).Line.ShouldBe(22.5m);
    }

    [Theory]
    [InlineData(-110, 110.0 / 210)]
    [InlineData(100, 0.5)]
    [InlineData(-100, 0.5)]
    [InlineData(150, 0.4)]
    public void An_American_price_implies_a_probability(int price, double expected) =>
        MainLine.ImpliedProbability(price).ShouldBe(expected, 1e-12);

    private static LineQuote Quote(decimal line, int? over, int? under) => new(line, over, under);
}

using NbaPipeline.Prediction.Lines;

namespace NbaPipeline.Prediction.Tests;

public sealed class LineSelectionTests
{
    private static readonly DateTimeOffset Noon = new(2024, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_a_snapshot_there_is_no_line() => LineSelection.Choose([]).ShouldBeNull();

    [Theory]
    [InlineData("draftkings,fanduel,bovada", "draftkings")]
    [InlineData("bovada,fanduel,betmgm", "fanduel")]
    [InlineData("williamhill_us,pointsbetus,betmgm", "betmgm")]
    [InlineData("williamhill_us,pointsbetus,prizepicks", "pointsbetus")]
    [InlineData("williamhill_us,bovada", "williamhill_us")]
    [InlineData("bovada,prizepicks", "consensus")]
    [InlineData("underdog,prizepicks", "prizepicks")]
    [InlineData("underdog", "underdog")]
    public void The_first_bookmaker_in_the_order_gives_the_line(string bookmakers, string expected) =>
        LineSelection.Choose(bookmakers.Split(',').Select(b => Book(b, 20.5m)))!.Sportsbook.ShouldBe(expected);

    [Fact]
    public void Only_the_newest_snapshot_of_a_bookmaker_counts()
    {
        var chosen = LineSelection.Choose([Book("draftkings", 20.5m, 1), Book("draftkings", 22.5m, 3), Book("draftkings", 18.5m, 2)]);
        chosen!.Line.ShouldBe(22.5m);
        chosen.SnapshotAt.ShouldBe(Noon.AddHours(3));
    }

    [Fact]
    public void Two_spellings_in_one_snapshot_count_as_one()
    {
        BookSnapshot[] snapshots =
        [
            new("fanduel", Noon, [new LineQuote(20.5m, -150, 120)]),
            new("fanduel", Noon, [new LineQuote(21.5m, -110, -110)]),
        ];
        LineSelection.Choose(snapshots)!.Line.ShouldBe(21.5m);
    }

    [Fact]
    public void The_consensus_is_the_most_frequent_main_line_of_the_others()
    {
        var chosen = LineSelection.Choose([
            Book("bovada", 20.5m, 5),
            Book("betrivers", 21.5m, 1),
            Book("unibet_us", 21.5m, 2),
            Book("prizepicks", 30.5m),
        ]);
        chosen.ShouldBe(new ChosenLine(21.5m, "consensus", null, null, Noon.AddHours(2)));
        chosen!.IsFallback.ShouldBeTrue();
    }

    [Theory]
    [InlineData("20.5 21.5", 20.5)]
    [InlineData("20.5 21.5 22.5", 21.5)]
    [InlineData("24.5 20.5 21.5 22.5", 21.5)]
    [InlineData("20.5 20.5 24.5 24.5 22.5", 20.5)]
    public void Equally_frequent_lines_give_the_lower_middle_one(string lines, decimal expected) =>
        LineSelection
            .MostFrequent(lines.Split(' ').Select(l => decimal.Parse(l, System.Globalization.CultureInfo.InvariantCulture)))
            .ShouldBe(expected);

    [Theory]
    [InlineData("DraftKings", "draftkings")]
    [InlineData("BetMGM", "betmgm")]
    [InlineData("PointsBet (US)", "pointsbetus")]
    [InlineData("William Hill (US)", "williamhill_us")]
    [InlineData("Caesars", "williamhill_us")]
    [InlineData("PrizePicks", "prizepicks")]
    [InlineData("Underdog", "underdog")]
    [InlineData("unibet_us", "unibet_us")]
    public void Keys_and_titles_of_a_bookmaker_are_one(string keyOrTitle, string key) => Bookmakers.Key(keyOrTitle).ShouldBe(key);

    private static BookSnapshot Book(string bookmaker, decimal line, int hours = 0) =>
        new(bookmaker, Noon.AddHours(hours), [new LineQuote(line, -110, -110)]);
}

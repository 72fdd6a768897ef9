using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.State;
using NbaPipeline.Dataflow;
using NbaPipeline.Prediction.Lines;

namespace NbaPipeline.Topologies.Predictions;

/// <summary>What bookmakers quote for the names of a pairing until its decision: the newest snapshot of each bookmaker from before the start.</summary>
internal sealed class QuotedNames(IKeyValueStore<string, QuotedPlayer> quotes, IKeyValueStore<string, TextList> names)
{
    /// <summary>Takes a line; one from after the odds' own commence time makes the name known but is no line before tip-off.</summary>
    public void Add(string pairing, PointsLine line)
    {
        names.AddText(pairing, line.PlayerName);
        var key = Key(pairing, line.PlayerName);
        var known =
            quotes.Get(key)
            ?? new QuotedPlayer
            {
                PlayerName = line.PlayerName,
                Season = line.Season,
                EventId = line.EventId,
                Books = [],
            };
        quotes.Put(key, line.CommenceAt is { } commence && line.SnapshotAt >= commence ? known : With(known, line));
    }

    /// <summary>The names of a pairing in ordinal order, with what is quoted for them.</summary>
    public IReadOnlyList<QuotedPlayer> Of(string pairing) =>
        [.. names.Texts(pairing).Order(StringComparer.Ordinal).Select(name => quotes.Get(Key(pairing, name))!)];

    /// <summary>Forgets a decided pairing.</summary>
    public void Remove(string pairing)
    {
        foreach (var name in names.Texts(pairing))
            quotes.Delete(Key(pairing, name));
        names.Delete(pairing);
    }

    /// <summary>The bookmakers' snapshots from before an instant.</summary>
    public static IEnumerable<BookSnapshot> SnapshotsBefore(QuotedPlayer player, DateTimeOffset tipOff) =>
        player
            .Books.Where(b => b.SnapshotAt < tipOff)
            .Select(b => new BookSnapshot(
                b.Bookmaker,
                b.SnapshotAt,
                [.. b.Quotes.Select(q => new LineQuote(q.Line, q.OverPrice, q.UnderPrice))]
            ));

    internal static QuotedPlayer With(QuotedPlayer player, PointsLine line)
    {
        var books = player.Books.ToList();
        var at = books.FindIndex(b => b.Bookmaker == line.Bookmaker);
        var quote = new QuotedLine
        {
            Line = line.PointsLineValue,
            OverPrice = line.OverPriceAmerican,
            UnderPrice = line.UnderPriceAmerican,
        };
        if (at < 0)
            books.Add(
                new QuotedBook
                {
                    Bookmaker = line.Bookmaker,
                    SnapshotAt = line.SnapshotAt,
                    Quotes = [quote],
                }
            );
        else if (line.SnapshotAt > books[at].SnapshotAt)
            books[at] = new QuotedBook
            {
                Bookmaker = line.Bookmaker,
                SnapshotAt = line.SnapshotAt,
                Quotes = [quote],
            };
        else if (line.SnapshotAt == books[at].SnapshotAt)
            books[at] = books[at] with { Quotes = Merge(books[at].Quotes, quote) };
        return player with { Books = books };
    }

    private static List<QuotedLine> Merge(IReadOnlyList<QuotedLine> quotes, QuotedLine quote)
    {
        var merged = quotes.ToList();
        var at = merged.FindIndex(q => q.Line == quote.Line);
        if (at < 0)
            merged.Add(quote);
        else
            merged[at] = quote with
            {
                OverPrice = quote.OverPrice ?? merged[at].OverPrice,
                UnderPrice = quote.UnderPrice ?? merged[at].UnderPrice,
            };
        return merged;
    }

    private static string Key(string pairing, string name) => $"{pairing}|{name}";
}

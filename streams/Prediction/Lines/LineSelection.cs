namespace NbaPipeline.Prediction.Lines;

/// <summary>Chooses the one line of a player that a prediction is made against.</summary>
public static class LineSelection
{
    /// <summary>
    /// Main line of the newest snapshot of the first preferred bookmaker that has one; else the consensus of the other bookmakers; else PrizePicks, else
    /// Underdog. Snapshots must all be from before tip-off. Null when there is none.
    /// </summary>
    public static ChosenLine? Choose(IEnumerable<BookSnapshot> snapshots)
    {
        var mainLines = snapshots
            .Where(s => s.Quotes.Count > 0)
            .GroupBy(s => s.Bookmaker, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, MainLineOfNewest, StringComparer.Ordinal);

        return First(Bookmakers.Preferred, mainLines) ?? Consensus(mainLines) ?? First(Bookmakers.FantasyOperators, mainLines);
    }

    /// <summary>The most frequent of some lines; among equally frequent ones the lower middle one.</summary>
    /// <exception cref="ArgumentException">There is no line.</exception>
    public static decimal MostFrequent(IEnumerable<decimal> lines)
    {
        var counts = lines.GroupBy(l => l).Select(g => (Line: g.Key, Count: g.Count())).ToList();
        if (counts.Count == 0)
            throw new ArgumentException("a consensus needs at least one line", nameof(lines));
        var most = counts.Max(c => c.Count);
        var tied = counts.Where(c => c.Count == most).Select(c => c.Line).Order().ToList();
        return tied[(tied.Count - 1) / 2];
    }

    private static ChosenLine? First(IReadOnlyList<string> order, Dictionary<string, ChosenLine> mainLines)
    {
        foreach (var bookmaker in order)
        {
            if (mainLines.TryGetValue(bookmaker, out var line))
                return line;
        }
        return null;
    }

    private static ChosenLine? Consensus(Dictionary<string, ChosenLine> mainLines)
    {
        var others = mainLines
            .Values.Where(l => !Bookmakers.Preferred.Contains(l.Sportsbook) && !Bookmakers.FantasyOperators.Contains(l.Sportsbook))
            .ToList();
        if (others.Count == 0)
            return null;
        var line = MostFrequent(others.Select(o => o.Line));
        return new ChosenLine(line, Bookmakers.Consensus, null, null, others.Where(o => o.Line == line).Max(o => o.SnapshotAt));
    }

    // One bookmaker may quote a player under two spellings: snapshots of the same instant count as one.
    private static ChosenLine MainLineOfNewest(IGrouping<string, BookSnapshot> ofBookmaker)
    {
        var newest = ofBookmaker.Max(s => s.SnapshotAt);
        var main = MainLine.Of([.. ofBookmaker.Where(s => s.SnapshotAt == newest).SelectMany(s => s.Quotes)]);
        return new ChosenLine(main.Line, ofBookmaker.Key, main.OverPrice, main.UnderPrice, newest);
    }
}

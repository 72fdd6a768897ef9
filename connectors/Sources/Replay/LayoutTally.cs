namespace NbaPipeline.Sources;

/// <summary>Counts what the files of one layout hold while they are read.</summary>
internal sealed class LayoutTally(string layout)
{
    private readonly HashSet<string> _games = new(StringComparer.Ordinal);
    private readonly HashSet<string> _players = new(StringComparer.Ordinal);

    public int Files { get; set; }

    public long Rows { get; private set; }

    public long OtherSeasons { get; set; }

    public long Malformed { get; set; }

    public void Add(in RowFacts facts)
    {
        Rows++;
        if (facts.Game is { Length: > 0 } game)
        {
            _games.Add(game);
        }

        if (facts.Player is { Length: > 0 } player)
        {
            _players.Add(player);
        }
    }

    public LayoutCount ToCount() => new(layout, Files, Rows, _games.Count, _players.Count, OtherSeasons, Malformed);
}

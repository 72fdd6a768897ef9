namespace NbaPipeline.Integration.Tests.Independent;

/// <summary>The line chosen for a player-game.</summary>
internal sealed record IndependentLine(string GameId, string Player, decimal Line, string Sportsbook)
{
    public static List<IndependentLine> Read(IndependentDatabase database) =>
        database.Rows(
            "SELECT game_id, player, line, sportsbook FROM chosen ORDER BY game_id, player",
            r => new IndependentLine(r.GetString(0), r.GetString(1), r.GetDecimal(2), r.GetString(3))
        );
}

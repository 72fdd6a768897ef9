namespace NbaPipeline.Integration.Tests.Independent;

/// <summary>What became of a quoted name: a player and how he was found, or the reason why not.</summary>
internal sealed record IndependentMatch(
    string GameKey,
    string Quoted,
    string? Player,
    string? Team,
    string? Method,
    string? Reason,
    bool InTime
)
{
    public static List<IndependentMatch> Read(IndependentDatabase database) =>
        database.Rows(
            "SELECT game_key, quoted, player, team, method, reason, in_time FROM matches ORDER BY game_key, quoted",
            r => new IndependentMatch(r.GetString(0), r.GetString(1), Text(r, 2), Text(r, 3), Text(r, 4), Text(r, 5), r.GetBoolean(6))
        );

    private static string? Text(System.Data.Common.DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}

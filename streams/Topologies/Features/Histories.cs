using NbaPipeline.Contracts.Analytics;
using NbaPipeline.Contracts.State;

namespace NbaPipeline.Topologies.Features;

/// <summary>Adds a game to a season's history, or replaces it when it is a correction; games stay ordered by date, then game id.</summary>
internal static class Histories
{
    public static PlayerHistory With(this PlayerHistory? history, PlayerGameSummary game)
    {
        var appearances = Upsert(
            history?.Appearances ?? [],
            new Appearance
            {
                GameId = game.GameId,
                GameDate = game.GameDate,
                TeamAbbr = game.TeamAbbr,
                Points = game.Points,
                Minutes = game.MinutesPlayed,
                UsageRate = game.UsageRate,
                TsPct = game.TsPct,
            },
            a => a.GameId
        );
        var isNewest = appearances[^1].GameId == game.GameId;
        return new PlayerHistory
        {
            PlayerFullName = isNewest || history is null ? game.PlayerFullName : history.PlayerFullName,
            Appearances = appearances,
        };
    }

    public static TeamHistory With(this TeamHistory? history, TeamOffenseGameSummary game) =>
        new()
        {
            Games = Upsert(
                history?.Games ?? [],
                new TeamGame
                {
                    GameId = game.GameId,
                    GameDate = game.GameDate,
                    Pace = game.Pace,
                    OffensiveRating = game.OffensiveRating,
                },
                g => g.GameId
            ),
        };

    // Canonical game ids start with the date, so their order is the order of dates.
    private static List<T> Upsert<T>(IReadOnlyList<T> games, T game, Func<T, string> gameId)
    {
        var result = new List<T>(games.Count + 1);
        result.AddRange(games);
        var at = result.Count;
        while (at > 0 && string.CompareOrdinal(gameId(result[at - 1]), gameId(game)) > 0)
            at--;
        if (at > 0 && gameId(result[at - 1]) == gameId(game))
            result[at - 1] = game;
        else
            result.Insert(at, game);
        return result;
    }
}

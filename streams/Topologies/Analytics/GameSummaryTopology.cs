using NbaPipeline.Avro;
using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Analytics;
using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.State;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies.Analytics;

/// <summary>A game's box score, complete at the final buzzer, becomes its player and team summaries. A correction emits the summaries it changes.</summary>
internal static class GameSummaryTopology
{
    private const string RowsStore = "analytics-box-rows";
    private const string PlayersStore = "analytics-box-players";
    private const string TimersStore = "analytics-final-buzzers";

    /// <summary>Adds the topology to a builder.</summary>
    public static void Add(StreamsBuilder builder, IContractSerdes serdes)
    {
        builder.AddStateStore(Stores.KeyValue(RowsStore, Dataflow.Serdes.String, serdes.State<PlayerBoxscore>(RowsStore)));
        builder.AddStateStore(Stores.KeyValue(PlayersStore, Dataflow.Serdes.String, serdes.State<TextList>(PlayersStore)));
        builder.AddStateStore(Stores.Timers(TimersStore, Dataflow.Serdes.String));

        var games = builder
            .Read<PlayerBoxscore>(Topics.CleanPlayerBoxscore, serdes)
            .Process<string, FinishedGame>(
                "collect-game",
                () => new GameCollector(RowsStore, PlayersStore, TimersStore),
                RowsStore,
                PlayersStore,
                TimersStore
            );

        Emit(
                games,
                builder,
                "player-game-summary",
                GameSummaries.Players,
                s => $"{s.GameId}|{s.PlayerLookup}",
                s => s with { CreatedAt = default }
            )
            .WriteBySeason(Topics.PlayerGameSummary, serdes, s => s.Season);
        Emit(games, builder, "team-offense", GameSummaries.Offense, s => $"{s.GameId}|{s.TeamAbbr}", s => s with { CreatedAt = default })
            .WriteBySeason(Topics.TeamOffenseGameSummary, serdes, s => s.Season);
        Emit(games, builder, "team-defense", GameSummaries.Defense, s => $"{s.GameId}|{s.TeamAbbr}", s => s with { CreatedAt = default })
            .WriteBySeason(Topics.TeamDefenseGameSummary, serdes, s => s.Season);
    }

    private static KStream<string, T> Emit<T>(
        KStream<string, FinishedGame> games,
        StreamsBuilder builder,
        string name,
        Func<FinishedGame, IEnumerable<T>> summarise,
        Func<T, string> key,
        Func<T, T> withoutVersionTime
    )
        where T : class, IAvroRecord<T> =>
        games
            .FlatMapValues($"{name}-of-game", summarise)
            .SelectKey($"{name}-key", (_, summary) => key(summary))
            .OnChange(builder, name, withoutVersionTime);
}

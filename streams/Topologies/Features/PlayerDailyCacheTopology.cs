using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Analytics;
using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.Features;
using NbaPipeline.Contracts.State;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies.Features;

/// <summary>What is known of each player of a game 30 minutes before its tip-off, from games of earlier dates only.</summary>
internal static class PlayerDailyCacheTopology
{
    /// <summary>Adds the topology to a builder.</summary>
    public static void Add(StreamsBuilder builder, IContractSerdes serdes)
    {
        var stores = new PlayerDailyCacheStores();
        builder.AddStateStore(Stores.KeyValue(stores.Games, Dataflow.Serdes.String, serdes.State<Schedule>(stores.Games)));
        builder.AddStateStore(Stores.KeyValue(stores.Players, Dataflow.Serdes.String, serdes.State<PlayerHistory>(stores.Players)));
        builder.AddStateStore(Stores.KeyValue(stores.Teams, Dataflow.Serdes.String, serdes.State<TeamHistory>(stores.Teams)));
        builder.AddStateStore(Stores.KeyValue(stores.TeamPlayers, Dataflow.Serdes.String, serdes.State<TextList>(stores.TeamPlayers)));
        builder.AddStateStore(Stores.Timers(stores.Timers, Dataflow.Serdes.String));

        var games = builder.Read<Schedule>(Topics.CleanSchedule, serdes).MapValues("any-game", object (v) => v);
        var players = builder.Read<PlayerGameSummary>(Topics.PlayerGameSummary, serdes).MapValues("any-player-summary", object (v) => v);
        var teams = builder
            .Read<TeamOffenseGameSummary>(Topics.TeamOffenseGameSummary, serdes)
            .MapValues("any-team-summary", object (v) => v);

        games
            .Merge("games-and-players", players)
            .Merge("all-facts", teams)
            .Process<string, PlayerDailyCache>("player-daily-cache", () => new PlayerDailyCacheProcessor(stores), stores.All)
            .WriteBySeason(Topics.PlayerDailyCache, serdes, row => row.Season);
    }
}

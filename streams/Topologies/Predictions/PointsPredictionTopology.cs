using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Analytics;
using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.Features;
using NbaPipeline.Contracts.Predictions;
using NbaPipeline.Contracts.State;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies.Predictions;

/// <summary>Just before each tip-off: who the quoted names are, which line counts, and what the moving average says.</summary>
internal static class PointsPredictionTopology
{
    /// <summary>Adds the topology to a builder.</summary>
    public static void Add(StreamsBuilder builder, IContractSerdes serdes)
    {
        var stores = new PointsPredictionStores();
        builder.AddStateStore(Stores.KeyValue(stores.Games, Dataflow.Serdes.String, serdes.State<Schedule>(stores.Games)));
        builder.AddStateStore(Stores.KeyValue(stores.Rosters, Dataflow.Serdes.String, serdes.State<RosterHistory>(stores.Rosters)));
        builder.AddStateStore(Stores.KeyValue(stores.TeamPlayers, Dataflow.Serdes.String, serdes.State<TextList>(stores.TeamPlayers)));
        builder.AddStateStore(Stores.KeyValue(stores.Cache, Dataflow.Serdes.String, serdes.State<PlayerDailyCache>(stores.Cache)));
        builder.AddStateStore(Stores.KeyValue(stores.Quotes, Dataflow.Serdes.String, serdes.State<QuotedPlayer>(stores.Quotes)));
        builder.AddStateStore(Stores.KeyValue(stores.Names, Dataflow.Serdes.String, serdes.State<TextList>(stores.Names)));
        builder.AddStateStore(Stores.KeyValue(stores.Decisions, Dataflow.Serdes.String, serdes.State<GameDecision>(stores.Decisions)));
        builder.AddStateStore(Stores.Timers(stores.Timers, Dataflow.Serdes.String));

        var games = builder.Read<Schedule>(Topics.CleanSchedule, serdes).MapValues("any-game", object (v) => v);
        var lines = builder.Read<PointsLine>(Topics.CleanPointsLine, serdes).MapValues("any-line", object (v) => v);
        var players = builder.Read<PlayerGameSummary>(Topics.PlayerGameSummary, serdes).MapValues("any-player-summary", object (v) => v);
        var caches = builder.Read<PlayerDailyCache>(Topics.PlayerDailyCache, serdes).MapValues("any-cache", object (v) => v);

        var decided = games
            .Merge("games-and-lines", lines)
            .Merge("and-players", players)
            .Merge("all-facts", caches)
            .Process<string, object>("decide-before-tip-off", () => new PointsPredictionProcessor(stores), stores.All);

        Of<PointsPrediction>(decided, "predictions").WriteBySeason(Topics.PointsPrediction, serdes, p => p.Season);
        Of<LineMatch>(decided, "line-matches").WriteBySeason(Topics.LineMatch, serdes, m => m.Season);
    }

    private static KStream<string, T> Of<T>(KStream<string, object> records, string name)
        where T : class => records.FlatMapValues(name, value => value is T one ? [one] : Array.Empty<T>());
}

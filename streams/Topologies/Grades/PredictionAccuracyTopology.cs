using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Analytics;
using NbaPipeline.Contracts.Grades;
using NbaPipeline.Contracts.Predictions;
using NbaPipeline.Contracts.State;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies.Grades;

/// <summary>Grades the predictions of a game when its box score is in, again when a correction changes a grade, and as blocked when none came in a day.</summary>
internal static class PredictionAccuracyTopology
{
    /// <summary>Adds the topology to a builder.</summary>
    public static void Add(StreamsBuilder builder, IContractSerdes serdes)
    {
        var stores = new PredictionAccuracyStores();
        builder.AddStateStore(
            Stores.KeyValue(stores.Predictions, Dataflow.Serdes.String, serdes.State<PointsPrediction>(stores.Predictions))
        );
        builder.AddStateStore(
            Stores.KeyValue(stores.GamePredictions, Dataflow.Serdes.String, serdes.State<TextList>(stores.GamePredictions))
        );
        builder.AddStateStore(Stores.KeyValue(stores.Actuals, Dataflow.Serdes.String, serdes.State<PlayerActual>(stores.Actuals)));
        builder.AddStateStore(Stores.KeyValue(stores.Boxscores, Dataflow.Serdes.String, Dataflow.Serdes.Int64));
        builder.AddStateStore(Stores.Timers(stores.Timers, Dataflow.Serdes.String));

        var predictions = builder.Read<PointsPrediction>(Topics.PointsPrediction, serdes).MapValues("any-prediction", object (v) => v);
        var players = builder.Read<PlayerGameSummary>(Topics.PlayerGameSummary, serdes).MapValues("any-player-summary", object (v) => v);

        predictions
            .Merge("predictions-and-players", players)
            .Process<string, PredictionAccuracy>("grade-game", () => new PredictionAccuracyProcessor(stores), stores.All)
            .OnChange(builder, "grade", grade => grade with { GradedAt = default })
            .WriteBySeason(Topics.PredictionAccuracy, serdes, grade => grade.Season);
    }
}

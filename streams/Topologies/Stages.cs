using NbaPipeline.Contracts;
using NbaPipeline.Dataflow;
using NbaPipeline.Topologies.Analytics;
using NbaPipeline.Topologies.Clean;
using NbaPipeline.Topologies.Features;
using NbaPipeline.Topologies.Grades;
using NbaPipeline.Topologies.Predictions;

namespace NbaPipeline.Topologies;

/// <summary>The stages between raw rows and grades, in the order the data flows.</summary>
public static class Stages
{
    /// <summary>Typed, checked, identified records.</summary>
    public static Stage Clean { get; } =
        new(
            "clean",
            [Topics.RawSchedule, Topics.RawPlayerBoxscore, Topics.RawPlayerProps],
            [Topics.CleanSchedule, Topics.CleanPlayerBoxscore, Topics.CleanPointsLine],
            serdes => Compose(serdes, GamesTopology.Add, PointsLineTopology.Add)
        );

    /// <summary>What players and teams did in finished games.</summary>
    public static Stage Analytics { get; } =
        new(
            "analytics",
            [Topics.CleanPlayerBoxscore],
            [Topics.PlayerGameSummary, Topics.TeamOffenseGameSummary, Topics.TeamDefenseGameSummary],
            serdes => Compose(serdes, GameSummaryTopology.Add)
        );

    /// <summary>What is known of a player before a game.</summary>
    public static Stage Features { get; } =
        new(
            "features",
            [Topics.CleanSchedule, Topics.PlayerGameSummary, Topics.TeamOffenseGameSummary],
            [Topics.PlayerDailyCache],
            serdes => Compose(serdes, PlayerDailyCacheTopology.Add)
        );

    /// <summary>Expected points, and who the quoted names are.</summary>
    public static Stage Predictions { get; } =
        new(
            "predictions",
            [Topics.CleanSchedule, Topics.CleanPointsLine, Topics.PlayerGameSummary, Topics.PlayerDailyCache],
            [Topics.PointsPrediction, Topics.LineMatch],
            serdes => Compose(serdes, PointsPredictionTopology.Add)
        );

    /// <summary>Predictions compared with what happened.</summary>
    public static Stage Grades { get; } =
        new(
            "grades",
            [Topics.PointsPrediction, Topics.PlayerGameSummary],
            [Topics.PredictionAccuracy],
            serdes => Compose(serdes, PredictionAccuracyTopology.Add)
        );

    /// <summary>All stages in the order the data flows.</summary>
    public static IReadOnlyList<Stage> All { get; } = [Clean, Analytics, Features, Predictions, Grades];

    private static Topology Compose(IContractSerdes serdes, params Action<StreamsBuilder, IContractSerdes>[] parts)
    {
        var builder = new StreamsBuilder();
        foreach (var part in parts)
            part(builder, serdes);
        return builder.Build();
    }
}

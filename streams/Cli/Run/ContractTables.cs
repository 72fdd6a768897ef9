using NbaPipeline.Avro;
using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Analytics;
using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.Features;
using NbaPipeline.Contracts.Grades;
using NbaPipeline.Contracts.Predictions;
using NbaPipeline.Contracts.Raw;
using NbaPipeline.Materialiser;

namespace NbaPipeline.Cli.Run;

/// <summary>Which topic becomes which table.</summary>
internal static class ContractTables
{
    /// <summary>One mapping for each topic of the flow.</summary>
    public static IReadOnlyList<TableMapping> All { get; } = [.. Topics.Flow.Select(t => new TableMapping(t.Name, SchemaOf(t), t.RowIdentity))];

    private static AvroSchema SchemaOf(Topic topic) => topic.ValueRecord!.Split('.')[^1] switch
    {
        nameof(ScheduleRow) => ScheduleRow.Schema,
        nameof(PlayerBoxscoreRow) => PlayerBoxscoreRow.Schema,
        nameof(PlayerPropsRow) => PlayerPropsRow.Schema,
        nameof(Schedule) => Schedule.Schema,
        nameof(PlayerBoxscore) => PlayerBoxscore.Schema,
        nameof(PointsLine) => PointsLine.Schema,
        nameof(PlayerGameSummary) => PlayerGameSummary.Schema,
        nameof(TeamOffenseGameSummary) => TeamOffenseGameSummary.Schema,
        nameof(TeamDefenseGameSummary) => TeamDefenseGameSummary.Schema,
        nameof(PlayerDailyCache) => PlayerDailyCache.Schema,
        nameof(PointsPrediction) => PointsPrediction.Schema,
        nameof(LineMatch) => LineMatch.Schema,
        nameof(PredictionAccuracy) => PredictionAccuracy.Schema,
        var other => throw new NotSupportedException($"the record {other} of {topic} has no table; add it here"),
    };
}

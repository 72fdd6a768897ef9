using NbaPipeline.Contracts;
using NbaPipeline.Topologies.Tests.Predictions;
using NbaPipeline.Topologies.Tests.Support;

namespace NbaPipeline.Topologies.Tests;

public sealed class PartitionTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void The_number_of_partitions_changes_no_record(int partitions)
    {
        RawFact[] facts =
        [
            .. Season(PredictionScenario.Day),
            .. Season(PredictionScenario.Day.AddYears(-1)),
            .. Season(PredictionScenario.Day.AddYears(1)),
        ];
        using var one = StageChain.Run(1, facts, [.. Stages.All]);
        using var several = StageChain.Run(partitions, facts, [.. Stages.All]);
        foreach (var topic in Stages.All.SelectMany(s => s.Outputs))
            Sorted(several, topic).ShouldBe(Sorted(one, topic), topic.Name);
        one.Records(Topics.PredictionAccuracy).Count.ShouldBe(6);
    }

    private static IEnumerable<RawFact> Season(DateOnly day) =>
        [
            .. PredictionScenario.History(day),
            Rows.Game(day, "NYK", "PHI"),
            .. Rows.Line(day, "NYK", "PHI", "Joel Embiid", 20.5m),
            .. Rows.Line(day, "NYK", "PHI", "Jalen Brunson", 22.5m, "bovada"),
            .. Rows.Line(day, "NYK", "PHI", "Jayson Tatum", 27.5m),
            Rows.Box(day, "NYK", "PHI", "PHI", "Joel Embiid", 30),
        ];

    private static List<(string Key, object Value, long TimeMs)> Sorted(StageChain chain, Topic topic) =>
        [
            .. chain
                .Records(topic)
                .OrderBy(r => r.Key, StringComparer.Ordinal)
                .ThenBy(r => r.TimeMs)
                .ThenBy(r => r.Value.ToString(), StringComparer.Ordinal),
        ];
}

using NbaPipeline.Contracts.Ops;

namespace NbaPipeline.Sources;

public sealed partial class SeasonReplay
{
    private static SeasonReplayResult Unchanged(DataScan scan, SourceCursor cursor) =>
        new()
        {
            Layouts = [],
            Topics = [],
            Seasons = [],
            Notices = scan.Notices,
            Warnings = scan.Warnings,
            Failures = [],
            CompleteToMs = cursor.CompleteToMs,
        };

    private static SeasonReplayResult Result(DataScan scan, LoadedRows rows, ReplayPlan plan, ReplayRun run)
    {
        var inFiles = new long[rows.Topics.Count];
        for (var i = 0; i < rows.Buffer.Count; i++)
        {
            inFiles[rows.Buffer[i].Topic]++;
        }

        var produced = run.ProducedByTopic();
        return new SeasonReplayResult
        {
            Layouts = rows.Tallies.Values.Select(tally => tally.ToCount()).ToArray(),
            Topics = rows.Topics.Select((topic, i) => new TopicCount(topic, inFiles[i], produced[topic])).ToArray(),
            Seasons = rows.Seasons.Select(SeasonText.Of).ToArray(),
            Notices = scan.Notices,
            Warnings = [.. scan.Warnings, .. PlanWarnings(plan)],
            Failures = [.. scan.Failures, .. rows.Failures],
            CompleteToMs = run.CompleteToMs,
        };
    }

    private static IEnumerable<string> PlanWarnings(ReplayPlan plan)
    {
        if (plan.Late > 0)
        {
            yield return $"{plan.Late} new records are older than what an earlier run declared complete: they are in the topics, but what was "
                + "derived before may differ from a run that sees them in order; start an empty data directory for that";
        }

        if (plan.Vanished > 0)
        {
            yield return $"{plan.Vanished} records in the topics are no longer in the files (changed, removed, or of other seasons): they stay";
        }
    }
}

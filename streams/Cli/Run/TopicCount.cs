namespace NbaPipeline.Cli.Run;

/// <summary>One topic in the report. Totals since the data dir began, not of this run.</summary>
/// <param name="Name">Topic.</param>
/// <param name="In">Committed records in it.</param>
/// <param name="Out">Those that every stage reading it has committed; the materialiser's where no stage does.</param>
/// <param name="Dlq">Of these, dead-lettered.</param>
/// <param name="PerSecond">Records this run added, per second of the run.</param>
internal sealed record TopicCount(string Name, long In, long Out, long Dlq, double PerSecond);

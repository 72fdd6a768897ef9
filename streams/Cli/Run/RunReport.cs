namespace NbaPipeline.Cli.Run;

/// <summary>What `nba run` prints at its end.</summary>
/// <param name="Topics">In the order of the flow.</param>
/// <param name="Predictions">Over all of the data dir.</param>
/// <param name="Failures">Files that could not be read to their end; the run counts as failed then.</param>
internal sealed record RunReport(IReadOnlyList<TopicCount> Topics, PredictionScore Predictions, IReadOnlyList<string> Failures);

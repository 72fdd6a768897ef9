namespace NbaPipeline.Cli.Run;

/// <summary>What `nba run` prints at its end.</summary>
internal sealed record RunReport(IReadOnlyList<TopicCount> Topics, PredictionScore Predictions);

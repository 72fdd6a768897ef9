namespace NbaPipeline.Cli.Run;

/// <summary>The parts of a run on one Kafka, made but not started.</summary>
internal interface IPipeline : IAsyncDisposable
{
    IReplay Replay { get; }

    /// <summary>In the order the data flows: no stage reads what a later one writes.</summary>
    IReadOnlyList<IStage> Stages { get; }

    IMaterialiser Materialiser { get; }

    /// <summary>A record of <c>nba.predictions.points</c> in a few words.</summary>
    string DescribePrediction(TopicRecord record);

    /// <summary>Creates the topics and registers the schemas; nothing happens when they are there.</summary>
    Task PrepareAsync(CancellationToken cancel);
}

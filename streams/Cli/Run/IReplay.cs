namespace NbaPipeline.Cli.Run;

/// <summary>The source of a run: recorded seasons, once, in event-time order.</summary>
internal interface IReplay
{
    ReplayProgress Progress { get; }

    /// <summary>After <see cref="RunAsync"/>: event time up to which everything is in the topics, ms since 1970; null when nothing is declared.</summary>
    long? CompleteToMs { get; }

    /// <summary>After <see cref="RunAsync"/>: files that could not be read to their end. What was good in them is produced.</summary>
    IReadOnlyList<string> Failures { get; }

    /// <summary>Produces what is not produced yet and returns when every row is committed.</summary>
    Task RunAsync(CancellationToken cancel);
}

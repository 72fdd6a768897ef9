namespace NbaPipeline.Cli.Run;

/// <summary>The source of a run: recorded seasons, once, in event-time order.</summary>
internal interface IReplay
{
    ReplayProgress Progress { get; }

    /// <summary>Produces what is not produced yet and returns when every row is committed.</summary>
    Task RunAsync(CancellationToken cancel);
}

namespace NbaPipeline.Cli;

/// <summary>A broker in this process; disposing it stops it in order.</summary>
internal interface IRunningBroker : IAsyncDisposable
{
    /// <summary>host:port for clients.</summary>
    string Bootstrap { get; }

    int Port { get; }

    string ClusterId { get; }

    /// <summary>Completes when it has stopped; fails when it stopped by itself, e.g. because its disk takes no more.</summary>
    Task Stopped { get; }
}

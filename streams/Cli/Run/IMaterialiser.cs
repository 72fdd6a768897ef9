namespace NbaPipeline.Cli.Run;

/// <summary>Topics to DuckDB tables.</summary>
internal interface IMaterialiser : IAsyncDisposable
{
    /// <summary>Why it stopped by itself; null while all is well.</summary>
    Exception? Failure { get; }

    /// <summary>Next offset by (topic, partition), as committed with the rows.</summary>
    IReadOnlyDictionary<(string Topic, int Partition), long> Committed { get; }

    Task StartAsync(CancellationToken cancel);

    /// <summary>Returns when all records before these ends are in the tables.</summary>
    Task CatchUpAsync(IReadOnlyList<PartitionEnds> ends, CancellationToken cancel);

    /// <summary>Commits, publishes the snapshot for readers and ends.</summary>
    Task StopAsync();
}

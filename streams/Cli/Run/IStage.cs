namespace NbaPipeline.Cli.Run;

/// <summary>One stage of the pipeline: one application (consumer group) of the engine.</summary>
internal interface IStage : IAsyncDisposable
{
    /// <summary>clean, analytics, features, predictions, grades.</summary>
    string Name { get; }

    /// <summary>Consumer group that its offsets are committed in.</summary>
    string ApplicationId { get; }

    /// <summary>Topics it reads, its own repartition topics among them; known before the start.</summary>
    IReadOnlyList<string> Inputs { get; }

    /// <summary>Topics it writes for others.</summary>
    IReadOnlyList<string> Outputs { get; }

    /// <summary>One word: created, starting, restoring, running, stopped, failed.</summary>
    string State { get; }

    /// <summary>Event time it has come to, ms since 1970; null when unknown.</summary>
    long? StreamTimeMs { get; }

    /// <summary>
    /// Event time up to which all it has to write is committed, ms since 1970: timers fire after the last record, so offsets alone do not tell
    /// the end. Null: it waits for something; <see cref="long.MaxValue"/>: its inputs declare no progress.
    /// </summary>
    long? CompleteToMs { get; }

    /// <summary>The input that held it back at its last commit, null when none did.</summary>
    string? WaitingFor { get; }

    /// <summary>Why it stopped by itself; null while all is well.</summary>
    Exception? Failure { get; }

    Task StartAsync(CancellationToken cancel);

    /// <summary>Commits what is done and ends. Safe to call more than once.</summary>
    Task StopAsync();
}

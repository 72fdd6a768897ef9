namespace NbaPipeline.Cli;

/// <summary>What the process answers its caller with; the same for every verb (docs/cli.md).</summary>
internal static class ExitCode
{
    /// <summary>The work is done. Also `run` and `bench --follow` stopped by Ctrl+C or SIGTERM.</summary>
    public const int Done = 0;

    /// <summary>The work failed: a SQL error, an unreadable file, a stage that died.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or configuration: the same command cannot succeed until it is changed.</summary>
    public const int Usage = 2;

    /// <summary>Something is not reachable or not ready in time: the same command may succeed later.</summary>
    public const int NotReady = 3;

    /// <summary>A check ran and found something (`status --check`).</summary>
    public const int Found = 4;

    /// <summary>Interrupted before the work was done.</summary>
    public const int Interrupted = 130;
}

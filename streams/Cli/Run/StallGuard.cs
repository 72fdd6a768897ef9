namespace NbaPipeline.Cli.Run;

/// <summary>Ends a wait in which nothing moves any more.</summary>
internal sealed class StallGuard(TimeSpan limit, TimeProvider clock)
{
    private object? _state;
    private long _since = clock.GetTimestamp();

    /// <param name="state">Anything that changes while there is progress; compared by value.</param>
    /// <param name="where">Whom to name.</param>
    public void Saw(object state, string where)
    {
        if (!state.Equals(_state))
        {
            _state = state;
            _since = clock.GetTimestamp();
        }
        else if (clock.GetElapsedTime(_since) > limit)
        {
            throw new CliException(
                ExitCode.Failed,
                $"nothing has moved for {limit.TotalSeconds:0} s",
                where,
                $"state {state}",
                "nba status shows the lags; what is committed stays, nba run goes on from there"
            );
        }
    }
}

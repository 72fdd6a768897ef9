using NbaPipeline.Sources;

namespace NbaPipeline.Cli.Run;

/// <summary>
/// Keeps the source a few transactions ahead of the slowest stage in event time. A source that runs through at once takes the processor from the
/// stages, and the first results come after the last input instead of after the first. Kafka could hold it all, so this never insists: while
/// no stage moves the source goes on, a transaction per <see cref="Patience"/>.
/// </summary>
internal sealed class StageLead(IReadOnlyList<IStage> stages, TimeProvider clock, Action<string> say) : IReplayPace
{
    /// <summary>Transactions that may be on their way through the stages: enough that none of them waits for the source.</summary>
    internal const int Transactions = 4;

    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private readonly Queue<long> _ahead = new(Transactions);

    public void Await(SeasonReplayProgress committed, CancellationToken cancellationToken)
    {
        _ahead.Enqueue(committed.EventTimeMs);
        if (_ahead.Count < Transactions)
        {
            return;
        }

        var target = _ahead.Dequeue();
        var reached = Reached();
        var since = clock.GetTimestamp();
        while (reached < target && clock.GetElapsedTime(since) < Patience)
        {
            Task.Delay(Poll, clock, cancellationToken).GetAwaiter().GetResult();
            var now = Reached();
            if (now > reached)
            {
                reached = now;
                since = clock.GetTimestamp();
            }
        }

        if (reached < target)
        {
            say($"warning: no stage has gone on for {Patience.TotalSeconds:0} s, the source does; behind: {Behind(target)}");
        }
    }

    private string Behind(long target) =>
        string.Join(
            ", ",
            stages
                .Where(s => !(s.CompleteToMs >= target))
                .Select(s => $"{s.Name} ({s.State}{(s.WaitingFor is { } input ? $", waits for {input}" : "")})")
        );

    private long Reached() => stages.Min(s => s.CompleteToMs ?? long.MinValue);
}

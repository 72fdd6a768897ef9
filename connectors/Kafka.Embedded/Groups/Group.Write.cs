using NbaPipeline.Kafka.Embedded.Control;

namespace NbaPipeline.Kafka.Embedded.Groups;

internal sealed partial class Group
{
    private Task _lastWrite = Task.CompletedTask;

    /// <summary>Entries of this group on their way to the control log.</summary>
    public int WritesInFlight { get; private set; }

    /// <summary>The order of the last entry. Entries get their places in the log in the order of the calls, and those are made under the group's lock.</summary>
    public long LastOrder { get; set; }

    /// <summary>
    /// Hands an entry to the control log and, once it is written, lets <paramref name="written"/> make the change visible, under the lock and
    /// in the order of the calls (spec section 13). Call it under the lock and as the last step there: a log that is done at once runs
    /// <paramref name="written"/> before this returns. It is told why the entry was not written, so that nothing becomes visible, or null if it was.
    /// </summary>
    /// <returns>Whether the entry was written; completes after <paramref name="written"/> has run.</returns>
    public Task<bool> Write(IControlLog log, ControlEntry entry, Action<Exception?> written)
    {
        WritesInFlight++;
        LastOrder++;
        Task<bool> applied = ApplyAsync(_lastWrite, Begin(log, entry), written);
        if (!applied.IsCompleted)
        {
            _lastWrite = applied;
        }

        return applied;
    }

    private static async Task Begin(IControlLog log, ControlEntry entry) => await log.AppendAsync(entry);

    private async Task<bool> ApplyAsync(Task previous, Task write, Action<Exception?> written)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await write.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (Lock)
        {
            WritesInFlight--;
            written(write.IsCompletedSuccessfully ? null : write.Exception?.InnerException ?? new OperationCanceledException());
        }

        return write.IsCompletedSuccessfully;
    }
}

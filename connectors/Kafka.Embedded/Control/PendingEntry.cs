namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>An entry that waits for the writer.</summary>
internal sealed class PendingEntry(ControlEntry entry, bool flush)
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ControlEntry Entry { get; } = entry;

    public bool Flush { get; } = flush;

    public long Sequence { get; set; }

    public Task<long> Task => _done.Task;

    public void Complete() => _done.TrySetResult(Sequence);

    public void Fail(Exception reason) => _done.TrySetException(reason);
}

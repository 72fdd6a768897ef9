using NbaPipeline.Kafka.Embedded.Control;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>A control log in memory that may hold its writes back or fail them, and keeps the state that a restart would find.</summary>
internal sealed class FakeControlLog : IControlLog
{
    private readonly Queue<TaskCompletionSource> _held = new();

    public ControlState State { get; } = new();

    public List<ControlEntry> Entries { get; } = [];

    /// <summary>Writes wait for <see cref="Release"/>.</summary>
    public bool Holds { get; set; }

    public bool Fails { get; set; }

    public int Held => _held.Count;

    public long LastSequence { get; private set; }

    public async ValueTask<long> AppendAsync(ControlEntry entry, bool alwaysFlush = false)
    {
        if (Fails)
        {
            throw new ControlLogException("the disk is full");
        }

        long sequence = ++LastSequence;
        Entries.Add(entry);
        State.Apply(entry, sequence);
        if (Holds)
        {
            // Without RunContinuationsAsynchronously: what follows a write has happened when Release returns.
            var held = new TaskCompletionSource();
            _held.Enqueue(held);
            await held.Task;
        }

        return sequence;
    }

    public void MarkersFlushed(long sequence) { }

    /// <summary>Completes all held writes, in order or the other way round, as their continuations may run.</summary>
    public void Release(bool reversed = false)
    {
        List<TaskCompletionSource> held = [.. _held];
        _held.Clear();
        if (reversed)
        {
            held.Reverse();
        }

        held.ForEach(write => write.SetResult());
    }
}

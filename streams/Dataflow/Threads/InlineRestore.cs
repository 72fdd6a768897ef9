using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Threads;

/// <summary>Restores on the stream thread itself, one batch per look: for the test driver and the simulator, where order must be reproducible.</summary>
internal sealed class InlineRestore(StateRestorer restorer) : IRestoreDriver
{
    private readonly List<StreamTask> _waiting = [];

    public long RemainingRecords => restorer.Active.Sum(r => r.Target - r.Position);

    public void Add(StreamTask task)
    {
        restorer.Add(task);
        _waiting.Add(task);
    }

    public void Remove(StreamTask task)
    {
        restorer.Remove(task);
        _waiting.Remove(task);
    }

    public StreamTask? TakeRestored()
    {
        restorer.Pump(0);
        var task = _waiting.Find(t => !restorer.IsRestoring(t));
        if (task is not null)
        {
            _waiting.Remove(task);
        }
        return task;
    }

    public void Dispose() => restorer.Dispose();
}

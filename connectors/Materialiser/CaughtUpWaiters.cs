using Confluent.Kafka;

namespace NbaPipeline.Materialiser;

/// <summary>Those who wait until offsets are committed.</summary>
internal sealed class CaughtUpWaiters
{
    private readonly Lock _gate = new();
    private readonly List<(TopicPartitionOffset[] Targets, TaskCompletionSource Done)> _waiting = [];
    private MaterialiserProgress _progress = new(new Dictionary<TopicPartition, PartitionProgress>());
    private Exception? _failure;

    public MaterialiserProgress Progress
    {
        get
        {
            lock (_gate)
            {
                return _progress;
            }
        }
    }

    public Task WaitAsync(IEnumerable<TopicPartitionOffset> targets, CancellationToken cancellationToken)
    {
        var wanted = targets.ToArray();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_progress.Covers(wanted))
            {
                return Task.CompletedTask;
            }

            if (_failure is not null)
            {
                return Task.FromException(_failure);
            }

            _waiting.Add((wanted, done));
        }

        return AwaitAsync(done, cancellationToken);
    }

    public void Advance(MaterialiserProgress progress)
    {
        lock (_gate)
        {
            _progress = progress;
            for (var i = _waiting.Count - 1; i >= 0; i--)
            {
                if (progress.Covers(_waiting[i].Targets))
                {
                    _waiting[i].Done.TrySetResult();
                    _waiting.RemoveAt(i);
                }
            }
        }
    }

    /// <summary>All who wait, and who will, get the cause.</summary>
    public void Fail(Exception failure)
    {
        lock (_gate)
        {
            _failure = failure;
            _waiting.ForEach(waiter => waiter.Done.TrySetException(failure));
            _waiting.Clear();
        }
    }

    private async Task AwaitAsync(TaskCompletionSource done, CancellationToken cancellationToken)
    {
        try
        {
            await done.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                _waiting.RemoveAll(waiter => waiter.Done == done);
            }
        }
    }
}

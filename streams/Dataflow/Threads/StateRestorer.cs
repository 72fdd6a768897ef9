using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.State;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Threads;

/// <summary>
/// Reads stores back from their changelogs with a consumer of its own. The target is the high watermark asked for after the
/// committed offsets were read, and the position must reach it: the readable end may still lag behind a predecessor's commit markers.
/// </summary>
internal sealed class StateRestorer(IClientSupplier supplier, ConsumerSettings settings, DataflowOptions options, TimeProvider time)
    : IDisposable
{
    private const int BatchSize = 4096;
    private readonly ClientMessage[] _batch = new ClientMessage[BatchSize];
    private readonly nint[] _release = new nint[BatchSize];
    private readonly List<Restoration> _active = [];

    /// <summary>Tasks whose changelogs the broker could not be asked about, and since when.</summary>
    private readonly Dictionary<StreamTask, long> _unanswered = [];
    private IConsumerClient? _consumer;

    public bool IsIdle => _active.Count == 0 && _unanswered.Count == 0;

    /// <summary>The broker did not answer the last time: asking again at once would keep a processor busy.</summary>
    public bool IsBrokerAway { get; private set; }

    public IReadOnlyList<Restoration> Active => _active;

    /// <summary>
    /// Starts restoring the stores of a task. A broker that is away comes back, mostly: each <see cref="Pump"/> asks it again, and only
    /// when it stays away for <see cref="DataflowOptions.RestoreStallTimeoutMs"/> is that an error.
    /// </summary>
    public void Add(StreamTask task)
    {
        try
        {
            Begin(task);
            _unanswered.Remove(task);
        }
        catch (ClientException error) when (IsPassing(error))
        {
            IsBrokerAway = true;
            var now = time.GetTimestamp();
            if (!_unanswered.TryAdd(task, now) && IsStalled(_unanswered[task]))
            {
                var changelogs = task.LoggedStores.Select(s => $"'{s.Name}' from {Changelog(task, s)}");
                throw new DataflowException(
                    $"Restoring {string.Join(", ", changelogs)} of task {task.Id}: the broker has not told where they end for {options.RestoreStallTimeoutMs} ms (RestoreStallTimeoutMs). {error.Message}",
                    error
                );
            }
        }
    }

    public void Remove(StreamTask task)
    {
        _unanswered.Remove(task);
        if (_active.RemoveAll(r => r.Task == task) > 0)
        {
            Reassign();
        }
    }

    public bool IsRestoring(StreamTask task) => _unanswered.ContainsKey(task) || _active.Exists(r => r.Task == task);

    /// <summary>Applies one batch of changelog records.</summary>
    /// <returns>Records applied.</returns>
    public int Pump(int timeoutMs)
    {
        IsBrokerAway = false;
        foreach (var task in _unanswered.Count > 0 ? _unanswered.Keys.ToList() : [])
        {
            Add(task);
        }
        if (_active.Count == 0 || _consumer is null)
        {
            return 0;
        }
        var count = Poll(_consumer, timeoutMs);
        var released = 0;
        var applied = 0;
        for (var i = 0; i < count; i++)
        {
            ref var message = ref _batch[i];
            applied += Apply(in message) ? 1 : 0;
            if (message.Handle != 0)
            {
                _release[released++] = message.Handle;
            }
        }
        _consumer.Release(_release.AsSpan(0, released));
        Finish();
        return applied;
    }

    public void Dispose()
    {
        _active.Clear();
        _unanswered.Clear();
        _consumer?.Dispose();
        _consumer = null;
    }

    // All stores of the task, or none when the broker does not answer.
    private void Begin(StreamTask task)
    {
        _consumer ??= supplier.CreateConsumer(settings);
        var found = new List<Restoration>();
        foreach (var store in task.LoggedStores)
        {
            var partition = Changelog(task, store);
            var (low, high) = _consumer.QueryWatermarks(partition, options.RequestTimeoutMs);
            var from = Math.Max(store.ChangelogPosition, low);
            if (store.ChangelogPosition > high)
            {
                throw new DataflowException(
                    $"Store '{store.Name}' of task {task.Id} stands at offset {store.ChangelogPosition} of {partition}, which ends at {high}: the topic was created anew. Delete the local state, or restore the topic."
                );
            }
            if (high > from)
            {
                found.Add(new Restoration(task, store, partition, _consumer.TopicIndex(partition.Topic), from, high, time.GetTimestamp()));
            }
        }
        _active.AddRange(found);
        Reassign();
    }

    // Finish bounds how long a poll may fail.
    private int Poll(IConsumerClient consumer, int timeoutMs)
    {
        try
        {
            return consumer.Poll(_batch, timeoutMs);
        }
        catch (ClientException error) when (IsPassing(error))
        {
            IsBrokerAway = true;
            return 0;
        }
    }

    private static TopicPartition Changelog(StreamTask task, StateStore store) => new(task.ChangelogTopic(store), task.Id.Partition);

    private static bool IsPassing(ClientException error) =>
        error.Kind is ClientErrorKind.Retriable or ClientErrorKind.Unreachable or ClientErrorKind.Indefinite;

    private bool IsStalled(long since) => time.GetElapsedTime(since).TotalMilliseconds > options.RestoreStallTimeoutMs;

    private bool Apply(in ClientMessage message)
    {
        foreach (var restoration in _active)
        {
            if (restoration.TopicIndex != message.TopicIndex || restoration.Partition.Partition != message.Partition)
            {
                continue;
            }
            if (message.Kind == ClientMessageKind.EndOfPartition)
            {
                restoration.Advance(message.Offset, time.GetTimestamp());
                return false;
            }
            if (message.Kind == ClientMessageKind.Error)
            {
                throw new DataflowException(
                    $"Restoring '{restoration.Store.Name}' of task {restoration.Task.Id} from {restoration.Partition}@{restoration.Position}: the client reports error {message.ErrorCode}. Check the topic and the broker."
                );
            }
            if (message.Offset >= restoration.Position)
            {
                restoration.Store.Restore(in message);
                restoration.Advance(message.Offset + 1, time.GetTimestamp());
                restoration.Restored++;
            }
            return true;
        }
        return false;
    }

    private void Finish()
    {
        var finished = false;
        for (var i = _active.Count - 1; i >= 0; i--)
        {
            var restoration = _active[i];
            if (restoration.Position >= restoration.Target)
            {
                _active.RemoveAt(i);
                finished = true;
            }
            else if (IsStalled(restoration.MovedAt))
            {
                throw new DataflowException(
                    $"Restoring '{restoration.Store.Name}' of task {restoration.Task.Id} has stood at {restoration.Partition}@{restoration.Position} of {restoration.Target} for {options.RestoreStallTimeoutMs} ms (RestoreStallTimeoutMs). "
                        + "An open transaction of a dead producer ends after its transaction timeout; otherwise check the broker."
                );
            }
        }
        if (finished)
        {
            Reassign();
        }
    }

    private void Reassign() => _consumer?.Assign(_active.Select(r => new PartitionOffset(r.Partition, r.Position)).ToList());
}

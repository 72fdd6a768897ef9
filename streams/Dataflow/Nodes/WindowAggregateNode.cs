using NbaPipeline.Dataflow.State;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Nodes;

/// <summary>
/// Folds the records of a key and tumbling window. A record is late, dropped and counted when stream time has passed the end of its
/// window plus grace. Results on commit come window by window, oldest first; final results when the window closes, in the order
/// of the key bytes, with the time of the close.
/// </summary>
internal sealed class WindowAggregateNode<TKey, TValue, TAggregate>(
    string storeName,
    TimeWindows windows,
    IAggregation<TKey, TValue, TAggregate> aggregation,
    EmitPolicy emit,
    string? closeTimersName
) : OperatorNode<TKey, TValue, Windowed<TKey>, Change<TAggregate>>
{
    private WindowStore<TKey, TAggregate> _store = null!;
    private TimerStore<long>? _closes;
    private long _lastScheduledStartMs = long.MinValue;

    public override void Init(TaskContext context)
    {
        base.Init(context);
        _store = Store<WindowStore<TKey, TAggregate>>(storeName);
        if (closeTimersName is not null)
        {
            _closes = Store<TimerStore<long>>(closeTimersName);
            _closes.OnDue = Close;
        }
    }

    public override void Process(in Record<TKey, TValue> record)
    {
        Context.CurrentNode = Name;
        if (!record.HasKey || !record.HasValue)
        {
            Context.Collector.CountDropped(record.HasKey ? DropReason.NullValue : DropReason.NullKey);
            return;
        }
        var start = windows.StartOf(record.TimestampMs);
        if (start + windows.SizeMs + windows.GraceMs <= Context.StreamTimeMs)
        {
            Context.Collector.CountDropped(DropReason.Late);
            return;
        }
        var segment = _store.Segment(start);
        var index = segment.FindOrAdd(record.Key);
        ref var entry = ref segment[index];
        var hasOld = entry.IsLive;
        var old = hasOld ? entry.Live : default!;
        var timestampMs = hasOld ? Math.Max(entry.LiveTimestampMs, record.TimestampMs) : record.TimestampMs;
        var result = aggregation.Add(record.Key, record.Value, old, hasOld);
        Context.EffectCount++;
        segment.Put(index, result, timestampMs);
        if (emit == EmitPolicy.EveryUpdate)
        {
            Emit(record.Key, start, new Change<TAggregate>(result, true, old, hasOld), timestampMs, record.Headers);
        }
        else if (_closes is not null && start != _lastScheduledStartMs)
        {
            _closes.Set(start, start + windows.SizeMs + windows.GraceMs);
            _lastScheduledStartMs = start;
        }
    }

    public override void OnCommit()
    {
        if (emit != EmitPolicy.OnCommit)
        {
            return;
        }
        foreach (var (start, segment) in _store.AllSegments)
        {
            for (var d = 0; d < segment.DirtyCount; d++)
            {
                ref var entry = ref segment[segment.DirtyAt(d)];
                var change = new Change<TAggregate>(entry.Pending, !entry.IsDeleted, entry.Committed, entry.WasCommitted);
                Emit(entry.Key, start, change, entry.PendingTimestampMs, null);
            }
        }
    }

    public override void OnRollback() => _lastScheduledStartMs = long.MinValue;

    private void Close(long start, long timeMs)
    {
        _lastScheduledStartMs = long.MinValue;
        Context.CurrentNode = Name;
        foreach (var (key, value) in _store.Entries(start))
        {
            Emit(key, start, new Change<TAggregate>(value, true, default!, false), timeMs, null);
        }
    }

    private void Emit(TKey key, long start, Change<TAggregate> change, long timestampMs, RecordHeaders? headers) =>
        Forward(
            new Record<Windowed<TKey>, Change<TAggregate>>(
                new Windowed<TKey>(key, start, start + windows.SizeMs),
                change,
                timestampMs,
                headers
            )
        );
}

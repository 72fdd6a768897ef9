using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Serialisation;

namespace NbaPipeline.Dataflow.State;

/// <summary>In-memory key-value store: typed values, encoded once per commit.</summary>
internal sealed class KeyValueStore<TKey, TValue>(string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde, bool logged)
    : StateStore(name, logged),
        IKeyValueStore<TKey, TValue>
{
    private readonly ScratchBuffer _key = new();
    private readonly ScratchBuffer _value = new();

    internal OverlayTable<TKey, TValue> Table { get; } = new();

    public int Count => Table.Count;

    public bool TryGet(TKey key, out TValue value)
    {
        var index = Table.Find(key);
        if (index < 0 || !Table[index].IsLive)
        {
            value = default!;
            return false;
        }
        value = Table[index].Live;
        return true;
    }

    public TValue? Get(TKey key) => TryGet(key, out var value) ? value : default;

    public void Put(TKey key, TValue value) => Put(key, value, Context.RecordTimestampMs);

    internal void Put(TKey key, TValue value, long timestampMs)
    {
        Context.EffectCount++;
        Table.Put(Table.FindOrAdd(key), value, timestampMs);
    }

    public bool TryAdd(TKey key, TValue value)
    {
        var index = Table.FindOrAdd(key);
        if (Table[index].IsLive)
        {
            return false;
        }
        Context.EffectCount++;
        Table.Put(index, value, Context.RecordTimestampMs);
        return true;
    }

    public bool Delete(TKey key)
    {
        var index = Table.Find(key);
        if (index < 0 || !Table[index].IsLive)
        {
            return false;
        }
        Context.EffectCount++;
        Table.Delete(index, Context.RecordTimestampMs);
        return true;
    }

    public IEnumerable<KeyValue<TKey, TValue>> All() => SortedEntries.Of(Table, keySerde, null, null);

    public IEnumerable<KeyValue<TKey, TValue>> Range(TKey from, TKey to) =>
        SortedEntries.Of(Table, keySerde, SortedEntries.Bytes(keySerde, from), SortedEntries.Bytes(keySerde, to));

    public override void WriteChangelog(IChangelogWriter changelog)
    {
        for (var d = 0; d < Table.DirtyCount; d++)
        {
            ref var entry = ref Table[Table.DirtyAt(d)];
            if (entry.IsDeleted && !entry.WasCommitted)
            {
                continue;
            }
            _key.Reset();
            keySerde.Serialize(entry.Key, _key);
            if (entry.IsDeleted)
            {
                changelog.Delete(_key.Written, entry.PendingTimestampMs);
                continue;
            }
            _value.Reset();
            valueSerde.Serialize(entry.Pending, _value);
            changelog.Put(_key.Written, _value.Written, entry.PendingTimestampMs);
        }
    }

    public override void Commit(long changelogEndOffset) => Table.Commit();

    public override void Rollback() => Table.Rollback();

    public override void Restore(in ClientMessage message)
    {
        var key = keySerde.Deserialize(message.KeySpan);
        if (message.ValueLength >= 0)
        {
            Table.SetCommitted(Table.FindOrAdd(key), valueSerde.Deserialize(message.ValueSpan), message.TimestampMs);
            return;
        }
        var index = Table.Find(key);
        if (index >= 0)
        {
            Table.Remove(index);
        }
    }
}

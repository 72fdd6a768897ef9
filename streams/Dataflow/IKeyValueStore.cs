namespace NbaPipeline.Dataflow;

/// <summary>
/// A key-value store of a task. Reads see the task's own uncommitted writes. Values must not be changed in place: put a new one.
/// </summary>
public interface IKeyValueStore<TKey, TValue>
{
    string Name { get; }

    /// <summary>Number of live keys.</summary>
    int Count { get; }

    bool TryGet(TKey key, out TValue value);

    /// <summary>The value of a key, default when absent.</summary>
    TValue? Get(TKey key);

    /// <summary>Stores a value with the time of the current record.</summary>
    void Put(TKey key, TValue value);

    /// <summary>Stores a value unless there is one, which is then returned.</summary>
    bool TryAdd(TKey key, TValue value);

    /// <summary>Removes a key; false when there was none.</summary>
    bool Delete(TKey key);

    /// <summary>All entries in the order of their key bytes. Sorts: not for hot paths.</summary>
    IEnumerable<KeyValue<TKey, TValue>> All();

    /// <summary>Entries with key bytes in [from, to], in the order of their key bytes. Sorts: not for hot paths.</summary>
    IEnumerable<KeyValue<TKey, TValue>> Range(TKey from, TKey to);
}

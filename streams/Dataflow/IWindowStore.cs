namespace NbaPipeline.Dataflow;

/// <summary>A store of values per key and window start; windows older than stream time minus retention are gone.</summary>
public interface IWindowStore<TKey, TValue>
{
    string Name { get; }

    bool TryGet(TKey key, long windowStartMs, out TValue value);

    /// <summary>Stores a value; false, and nothing stored, when the window has expired.</summary>
    bool Put(TKey key, long windowStartMs, TValue value);

    /// <summary>Live windows of a key with a start in [fromMs, toMs], oldest first.</summary>
    IEnumerable<KeyValue<long, TValue>> Fetch(TKey key, long fromMs, long toMs);
}

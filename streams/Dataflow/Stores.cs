using NbaPipeline.Dataflow.State;

namespace NbaPipeline.Dataflow;

/// <summary>Kinds of state stores. All live in memory and are restored from their changelog.</summary>
public static class Stores
{
    public static StoreBuilder KeyValue<TKey, TValue>(string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde, bool logged = true) =>
        new KeyValueStoreBuilder<TKey, TValue>(name, keySerde, valueSerde, logged);

    /// <param name="name">Name of the store and, with the application, of its changelog.</param>
    /// <param name="windowSizeMs">Length of a window.</param>
    /// <param name="retentionMs">How far behind stream time a window start may lie and still be kept; at least size plus grace.</param>
    /// <param name="keySerde">Serde of the key without the window.</param>
    /// <param name="valueSerde">Serde of the value.</param>
    /// <param name="logged">Write changes to a changelog.</param>
    public static StoreBuilder Window<TKey, TValue>(
        string name,
        long windowSizeMs,
        long retentionMs,
        ISerde<TKey> keySerde,
        ISerde<TValue> valueSerde,
        bool logged = true
    ) => new WindowStoreBuilder<TKey, TValue>(name, windowSizeMs, retentionMs, keySerde, valueSerde, logged);

    public static StoreBuilder Timers<TKey>(string name, ISerde<TKey> keySerde, bool logged = true) =>
        new TimerStoreBuilder<TKey>(name, keySerde, logged);
}

namespace NbaPipeline.Dataflow.State;

internal sealed class WindowStoreBuilder<TKey, TValue>(
    string name,
    long windowSizeMs,
    long retentionMs,
    ISerde<TKey> keySerde,
    ISerde<TValue> valueSerde,
    bool logged
) : StoreBuilder(name, logged)
{
    public override string Kind => $"window of {windowSizeMs} ms, retention {retentionMs} ms, in memory";

    internal override StateStore Build() => new WindowStore<TKey, TValue>(Name, windowSizeMs, retentionMs, keySerde, valueSerde, Logged);
}

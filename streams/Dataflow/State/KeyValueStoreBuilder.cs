namespace NbaPipeline.Dataflow.State;

internal sealed class KeyValueStoreBuilder<TKey, TValue>(string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde, bool logged)
    : StoreBuilder(name, logged)
{
    public override string Kind => "key-value, in memory";

    internal override StateStore Build() => new KeyValueStore<TKey, TValue>(Name, keySerde, valueSerde, Logged);
}

namespace NbaPipeline.Dataflow.State;

internal sealed class TimerStoreBuilder<TKey>(string name, ISerde<TKey> keySerde, bool logged) : StoreBuilder(name, logged)
{
    public override string Kind => "event-time timers, in memory";

    internal override StateStore Build() => new TimerStore<TKey>(Name, keySerde, Logged);
}

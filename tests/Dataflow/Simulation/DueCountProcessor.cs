namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>Says how many records of the key there are, a while after each of them.</summary>
internal sealed class DueCountProcessor(long afterMs) : Processor<string, string, string, long>
{
    private IKeyValueStore<string, long> _seen = null!;
    private ITimerStore<string> _timers = null!;

    public override void Init(IProcessorContext<string, long> context)
    {
        _seen = context.GetStateStore<IKeyValueStore<string, long>>("seen");
        _timers = context.GetStateStore<ITimerStore<string>>("due");
        _timers.OnDue = (key, timeMs) => context.Forward(new Record<string, long>(key, _seen.Get(key), timeMs));
    }

    public override void Process(in Record<string, string> record)
    {
        _seen.Put(record.Key, _seen.Get(record.Key) + 1);
        _timers.Set(record.Key, record.TimestampMs + afterMs);
    }
}

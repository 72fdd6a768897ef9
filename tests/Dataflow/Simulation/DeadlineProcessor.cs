namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>Timers ahead, in the past, and set anew while they fire.</summary>
internal sealed class DeadlineProcessor : Processor<string, string, string, string>
{
    private IProcessorContext<string, string> _context = null!;
    private IKeyValueStore<string, long> _seen = null!;
    private ITimerStore<string> _timers = null!;

    public override void Init(IProcessorContext<string, string> context)
    {
        _context = context;
        _seen = context.GetStateStore<IKeyValueStore<string, long>>("seen");
        _timers = context.GetStateStore<ITimerStore<string>>("deadlines");
        _timers.OnDue = OnDue;
    }

    public override void Process(in Record<string, string> record)
    {
        var count = _seen.Get(record.Key) + 1;
        _seen.Put(record.Key, count);
        _timers.Set(record.Key, record.TimestampMs + 7);
        if (count % 4 == 0)
        {
            _timers.Set(record.Key, record.TimestampMs - 2);
        }
        if (count % 5 == 0)
        {
            _timers.Cancel(record.Key, record.TimestampMs + 7);
        }
    }

    private void OnDue(string key, long timeMs)
    {
        var count = _seen.Get(key);
        _context.Forward(new Record<string, string>(key, $"due {count}", timeMs));
        if (count % 3 == 0)
        {
            _seen.Put(key, count + 1);
            _timers.Set(key, timeMs + 2);
        }
    }
}

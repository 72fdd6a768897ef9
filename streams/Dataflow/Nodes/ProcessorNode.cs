using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Nodes;

internal sealed class ProcessorNode<TKeyIn, TValueIn, TKeyOut, TValueOut>(
    Processor<TKeyIn, TValueIn, TKeyOut, TValueOut> processor,
    IReadOnlyList<string> stores
) : OperatorNode<TKeyIn, TValueIn, TKeyOut, TValueOut>, IProcessorContext<TKeyOut, TValueOut>
{
    private bool _initialised;

    public TaskId TaskId => Context.TaskId;

    public long StreamTimeMs => Context.StreamTimeMs;

    public RecordMetadata Metadata => Context.Metadata;

    public RecordHeaders Headers => Context.Headers;

    public override void Init(TaskContext context)
    {
        base.Init(context);
        processor.Init(this);
        _initialised = true;
    }

    public override void Process(in Record<TKeyIn, TValueIn> record)
    {
        Context.CurrentNode = Name;
        processor.Process(in record);
    }

    public override void Close() => processor.Close();

    void IProcessorContext<TKeyOut, TValueOut>.Forward(in Record<TKeyOut, TValueOut> record) => Forward(in record);

    public TStore GetStateStore<TStore>(string name)
        where TStore : class =>
        stores.Contains(name)
            ? Store<TStore>(name)
            : throw new TopologyException(
                $"Processor '{Name}' asks for store '{name}'; connected to it: {(stores.Count == 0 ? "none" : string.Join(", ", stores))}. Name the store in Process(..., storeNames)."
            );

    public void Schedule(TimeSpan interval, PunctuationType type, Action<long> punctuate)
    {
        if (_initialised)
        {
            throw new InvalidOperationException(
                $"Processor '{Name}' schedules after Init; schedules are part of the task's durable progress and must be made in Init."
            );
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(interval.TotalMilliseconds, 1, nameof(interval));
        var intervalMs = (long)interval.TotalMilliseconds;
        if (type == PunctuationType.StreamTime)
        {
            Context.Timers.Add(new StreamTimePunctuation(Context, Name, intervalMs, punctuate));
        }
        else
        {
            Context.WallClock.Add(new WallClockPunctuation(intervalMs, punctuate));
        }
    }
}

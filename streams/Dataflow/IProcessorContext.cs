namespace NbaPipeline.Dataflow;

/// <summary>What a processor sees of its task.</summary>
public interface IProcessorContext<TKeyOut, TValueOut>
{
    TaskId TaskId { get; }

    /// <summary>Event time of the task: the largest record or timer time processed so far, <see cref="long.MinValue"/> before the first.</summary>
    long StreamTimeMs { get; }

    /// <summary>Where the current record came from.</summary>
    RecordMetadata Metadata { get; }

    /// <summary>Headers of the current input record, read on first use; empty inside timers.</summary>
    RecordHeaders Headers { get; }

    /// <summary>Sends a record to the operators behind this one.</summary>
    void Forward(in Record<TKeyOut, TValueOut> record);

    /// <summary>A store named when the processor was added.</summary>
    /// <exception cref="TopologyException">The store is not connected to this processor, or has another type.</exception>
    TStore GetStateStore<TStore>(string name)
        where TStore : class;

    /// <summary>Calls back at every multiple of the interval with that time. Call in Init only, in the same order every time.</summary>
    void Schedule(TimeSpan interval, PunctuationType type, Action<long> punctuate);
}

namespace NbaPipeline.Dataflow;

/// <summary>
/// A stateful operator written by hand. One instance per task, used by one thread at a time; keep state in stores only, or it is
/// lost and not rolled back.
/// </summary>
public abstract class Processor<TKeyIn, TValueIn, TKeyOut, TValueOut>
{
    /// <summary>Called once, after the stores were restored and before the first record.</summary>
    public virtual void Init(IProcessorContext<TKeyOut, TValueOut> context) { }

    /// <summary>Called for each record in event-time order. An exception sends the record to the dead letter topic, or stops the application, as the options say.</summary>
    public abstract void Process(in Record<TKeyIn, TValueIn> record);

    /// <summary>Called when the task leaves this thread.</summary>
    public virtual void Close() { }
}

using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Nodes;

/// <summary>Where records enter a task: decodes and sends on.</summary>
internal abstract class SourceNode : Node
{
    public abstract void Process(in ClientMessage message);

    /// <summary>Event time of a message: its Kafka timestamp unless an extractor is set.</summary>
    public virtual long TimestampOf(in ClientMessage message) => message.TimestampMs;
}

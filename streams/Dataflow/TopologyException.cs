namespace NbaPipeline.Dataflow;

/// <summary>A topology that cannot run as it is written; the message lists every finding.</summary>
public sealed class TopologyException : Exception
{
    public TopologyException(string message)
        : base(message) { }

    public TopologyException(string message, Exception inner)
        : base(message, inner) { }

    public TopologyException() { }
}

namespace NbaPipeline.Dataflow;

/// <summary>The application cannot go on; the message says what happened, where, and what to do.</summary>
public sealed class DataflowException : Exception
{
    public DataflowException(string message)
        : base(message) { }

    public DataflowException(string message, Exception inner)
        : base(message, inner) { }

    public DataflowException() { }
}

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>The control log cannot be read, or does not accept entries any more. The message names file and position where there is one.</summary>
internal sealed class ControlLogException : IOException
{
    public ControlLogException(string message)
        : base(message) { }

    public ControlLogException(string message, Exception? cause)
        : base(message, cause) { }

    /// <summary>The entry is certainly not in the log, so its caller may go on as if it had not asked. False when that is unknown.</summary>
    public bool IsUndone { get; init; }
}

namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>A fault in a message definition; becomes a diagnostic.</summary>
internal sealed class DefinitionException(int line, int column, string message) : Exception(message)
{
    /// <summary>Counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Counted from 1.</summary>
    public int Column { get; } = column;
}

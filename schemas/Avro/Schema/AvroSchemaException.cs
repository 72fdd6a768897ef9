namespace NbaPipeline.Avro;

/// <summary>A schema text that is not JSON or not a valid Avro schema. Lines and columns count from 1.</summary>
public sealed class AvroSchemaException : Exception
{
    internal AvroSchemaException(string reason, int line, int column)
        : base($"Avro schema, line {line} column {column}: {reason}.")
    {
        Reason = reason;
        Line = line;
        Column = column;
    }

    public string Reason { get; }

    public int Line { get; }

    public int Column { get; }
}

namespace NbaPipeline.Avro.Generator;

/// <summary>A valid schema that has no C# counterpart here; becomes a diagnostic.</summary>
internal sealed class UnsupportedSchemaException(string message) : Exception(message);

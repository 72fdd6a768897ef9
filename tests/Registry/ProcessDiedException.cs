namespace NbaPipeline.SchemaRegistry.Tests;

/// <summary>Stands for kill -9: no code of the registry catches it.</summary>
internal sealed class ProcessDiedException : Exception;

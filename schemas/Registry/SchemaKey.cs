namespace NbaPipeline.SchemaRegistry;

/// <summary>A version of a subject.</summary>
internal readonly record struct SchemaKey(string Subject, int Version);

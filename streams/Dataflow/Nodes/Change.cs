namespace NbaPipeline.Dataflow.Nodes;

/// <summary>A change of a table's row: the new and the old value, either of which may be absent.</summary>
internal readonly record struct Change<TValue>(TValue New, bool HasNew, TValue Old, bool HasOld);

namespace NbaPipeline.Dataflow;

/// <summary>A key with its value.</summary>
public readonly record struct KeyValue<TKey, TValue>(TKey Key, TValue Value);

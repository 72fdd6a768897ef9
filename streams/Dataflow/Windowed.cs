namespace NbaPipeline.Dataflow;

/// <summary>A key within the window [<paramref name="StartMs"/>, <paramref name="EndMs"/>), milliseconds since the epoch.</summary>
public readonly record struct Windowed<TKey>(TKey Key, long StartMs, long EndMs);

namespace NbaPipeline.Dataflow;

/// <summary>The clock a punctuation follows.</summary>
public enum PunctuationType
{
    /// <summary>Event time of the task: fires for every multiple of the interval, before the first later record; deterministic.</summary>
    StreamTime,

    /// <summary>The injected wall clock, checked once per cycle of the thread; results that depend on it are not reproducible.</summary>
    WallClockTime,
}

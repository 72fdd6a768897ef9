namespace NbaPipeline.Dataflow;

/// <summary>When an aggregation sends its results downstream.</summary>
public enum EmitPolicy
{
    /// <summary>One result per input record: deterministic, the default.</summary>
    EveryUpdate,

    /// <summary>The last result of each changed key once per commit: fewest records, but how many depends on the commit interval.</summary>
    OnCommit,

    /// <summary>Windows only: one final result when stream time passes the end of the window plus grace.</summary>
    OnWindowClose,
}

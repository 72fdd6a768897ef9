namespace NbaPipeline.Dataflow.Testing.Simulation;

/// <summary>Client calls that a test may let fail.</summary>
internal enum SimulatedCall
{
    InitTransactions,
    Produce,
    AwaitDeliveries,
    SendOffsets,

    /// <summary>Before the broker has seen the commit.</summary>
    CommitTransaction,

    /// <summary>The broker has committed, its answer is lost.</summary>
    CommitAnswer,
    AbortTransaction,
    Poll,
    Committed,
}

namespace NbaPipeline.Dataflow.Testing.Simulation;

/// <summary>Client calls that a test may let fail.</summary>
internal enum SimulatedCall
{
    /// <summary>Up to <see cref="InitTransactions"/>: calls that make the clients.</summary>
    CreateProducer,
    CreateConsumer,
    Subscribe,
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

    /// <summary>A poll of a consumer that reads changelogs.</summary>
    RestorePoll,
    Committed,
    QueryWatermarks,
}

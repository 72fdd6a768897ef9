namespace NbaPipeline.Dataflow.Testing.Simulation;

internal enum SimulatedTransactionState
{
    Open,
    Committed,
    Aborted,
}

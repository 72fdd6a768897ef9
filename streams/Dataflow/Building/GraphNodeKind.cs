namespace NbaPipeline.Dataflow.Building;

internal enum GraphNodeKind
{
    Source,
    Operator,
    Sink,
}

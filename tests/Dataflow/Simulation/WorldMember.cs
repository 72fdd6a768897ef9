using NbaPipeline.Dataflow.Threads;

namespace NbaPipeline.Dataflow.Tests.Simulation;

internal sealed class WorldMember(int index, DataflowOptions options)
{
    public int Index { get; } = index;

    public DataflowOptions Options { get; } = options;

    public StreamThread Thread { get; set; } = null!;
}

using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Threads;

/// <summary>What a stream thread is made of.</summary>
internal sealed record StreamThreadSettings(
    TopologyBinding Binding,
    DataflowOptions Options,
    string ProcessId,
    int Index,
    IClientSupplier Supplier,
    TimeProvider Time,
    bool RestoreInline
)
{
    public string Name => $"{Options.ApplicationId}-{ProcessId}-{Index}";

    /// <summary>Test hook: called at each point of the commit protocol.</summary>
    public Action<CommitPoint>? OnCommitPoint { get; init; }

    public ConsumerSettings Consumer => new($"{Name}-consumer", Options.ApplicationId, Name, ConsumerRole.Stream);

    public ConsumerSettings RestoreConsumer => new($"{Name}-restore", null, null, ConsumerRole.Restore);

    public ProducerSettings Producer =>
        new($"{Name}-producer", Options.Guarantee == ProcessingGuarantee.ExactlyOnceV2 ? Name : null, Options.TransactionTimeoutMs);
}

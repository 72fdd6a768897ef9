using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Progress;
using NbaPipeline.Dataflow.Threads;

namespace NbaPipeline.Dataflow.Tasks;

/// <summary>What the tasks of one thread share.</summary>
internal sealed class TaskEnvironment(
    TopologyBinding binding,
    DataflowOptions options,
    IConsumerClient consumer,
    ThreadProducer producer,
    ProgressTable progress,
    ThreadMetrics metrics
)
{
    public string ApplicationId => Options.ApplicationId;

    public DataflowOptions Options { get; } = options;

    public TopologyBinding Binding { get; } = binding;

    public IConsumerClient Consumer { get; } = consumer;

    public ThreadProducer Producer { get; } = producer;

    public ProgressTable Progress { get; } = progress;

    public ThreadMetrics Metrics { get; } = metrics;
}

using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Building;

/// <summary>A topology bound to an application id and the partition counts of a cluster.</summary>
internal sealed class TopologyBinding
{
    private readonly Dictionary<string, int> _partitions;
    private readonly Dictionary<string, int> _producers = [];
    private readonly HashSet<string> _declared = [];

    public TopologyBinding(Topology topology, DataflowOptions options, Dictionary<string, int> partitions, int[] taskCounts)
    {
        Topology = topology;
        Options = options;
        _partitions = partitions;
        TaskCounts = taskCounts;
        Anchors = topology.SubTopologies.Select(AnchorOf).ToList();
        foreach (var sub in topology.SubTopologies)
        {
            foreach (var topic in sub.Sinks.Select(s => s.Topic!.Value.Resolve(options.ApplicationId)).Distinct())
            {
                _producers[topic] = _producers.GetValueOrDefault(topic) + taskCounts[sub.Id];
                if (sub.ProgressDeclared)
                {
                    _declared.Add(topic);
                }
            }
        }
    }

    public Topology Topology { get; }

    public DataflowOptions Options { get; }

    /// <summary>Tasks per sub-topology: the most partitions among its sources.</summary>
    public IReadOnlyList<int> TaskCounts { get; }

    /// <summary>Per sub-topology the topic whose group assignment decides who runs its tasks.</summary>
    public IReadOnlyList<string> Anchors { get; }

    public bool UsesProgress =>
        Topology.SubTopologies.Any(s => s.Sources.Any(n => n.ProgressDeclared) || (s.ProgressDeclared && s.Sinks.Any()));

    public int Partitions(string topic) =>
        _partitions.TryGetValue(topic, out var count)
            ? count
            : throw new DataflowException(
                $"'{Options.ApplicationId}' writes to topic '{topic}', which was not there when it started; create it and start again."
            );

    /// <summary>Tasks of this application that write a topic.</summary>
    public int ProducerCount(string topic) => _producers.GetValueOrDefault(topic, 1);

    /// <summary>Whether the writers of a topic declare progress.</summary>
    public bool DeclaresProgress(string topic) => _declared.Contains(topic);

    private string AnchorOf(SubTopology sub) =>
        sub
            .Sources.Select(s => s.Topic!.Value.Resolve(Options.ApplicationId))
            .Order(StringComparer.Ordinal)
            .First(t => _partitions[t] == TaskCounts[sub.Id]);
}

using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Nodes;
using NbaPipeline.Dataflow.State;

namespace NbaPipeline.Dataflow.Tasks;

/// <summary>
/// One partition's share of a sub-topology: its inputs, operators and stores. Owned by one thread. Writes become visible to others
/// only through the thread's commit.
/// </summary>
internal sealed partial class StreamTask
{
    private readonly TaskContext _context;
    private readonly List<Node> _nodes = [];
    private readonly List<InputPartition> _inputs = [];
    private readonly List<StateStore> _stores = [];
    private readonly TaskEnvironment _environment;
    private readonly SubTopology _subTopology;
    private Channel[] _channels = [];
    private bool _multipleInputs;
    private bool _hasPunctuations;

    public StreamTask(TaskId id, SubTopology subTopology, TaskEnvironment environment)
    {
        Id = id;
        _subTopology = subTopology;
        _environment = environment;
        ProducerName = $"{environment.ApplicationId}/{id}";
        Collector = new RecordCollector(environment, ProducerName);
        _context = new TaskContext(id, Collector) { Consumer = environment.Consumer };
        Collector.Context = _context;
        CreateStores();
        CreateNodes();
    }

    public TaskId Id { get; }

    /// <summary>Name in progress records and producer headers.</summary>
    public string ProducerName { get; }

    public RecordCollector Collector { get; }

    public TaskState State { get; set; } = TaskState.Restoring;

    public IReadOnlyList<InputPartition> Inputs => _inputs;

    public IReadOnlyList<StateStore> LoggedStores => _stores.Where(s => s.Logged).ToList();

    public SubTopology SubTopology => _subTopology;

    public long StreamTimeMs => _context.StreamTimeMs;

    /// <summary>Records processed since the task was made.</summary>
    public long ProcessedCount { get; private set; }

    public bool HasQueued
    {
        get
        {
            foreach (var input in _inputs)
            {
                if (input.Queued > 0)
                {
                    return true;
                }
            }
            return false;
        }
    }

    /// <summary>Records are queued, but the next one may not be processed before more is read or declared.</summary>
    public bool Blocked { get; private set; }

    /// <summary>Time of the record or timer that comes next as far as the task knows.</summary>
    public long NextTimeMs => Math.Min(Earliest()?.Queue.Head.TimestampMs ?? long.MaxValue, NextTimerMs());

    /// <summary>What the task waits for with records in hand, null when nothing holds it back.</summary>
    public string? WaitingFor { get; private set; }

    public StateStore? FindStore(string name) => _stores.Find(s => s.Name == name);

    public string ChangelogTopic(StateStore store) => $"{_environment.ApplicationId}-{store.Name}-changelog";

    /// <summary>Begins with what the group has committed; called before the first message is routed.</summary>
    public void StartFrom(IReadOnlyList<CommittedOffset> committed)
    {
        foreach (var input in _inputs)
        {
            var found = committed.FirstOrDefault(c => c.Partition == input.Partition);
            input.LastCommitted = found.Offset >= 0 ? found : new CommittedOffset(input.Partition, -1, "");
        }
        ResetToCommitted();
    }

    /// <summary>Runs Init of all operators; the stores are restored.</summary>
    public void Start()
    {
        foreach (var store in _stores)
        {
            store.Restored();
        }
        foreach (var node in _nodes)
        {
            node.Init(_context);
        }
        _hasPunctuations = _context.Timers.Exists(t => t is StreamTimePunctuation);
        ApplyProgress(CommittedProgress());
        State = TaskState.Running;
    }

    public void Close(List<nint> release)
    {
        DropQueued(release);
        if (State == TaskState.Running)
        {
            foreach (var node in _nodes)
            {
                node.Close();
            }
        }
        State = TaskState.Closed;
    }

    private void CreateStores()
    {
        foreach (var builder in _subTopology.Stores)
        {
            var store = builder.Build();
            store.Attach(_context);
            _context.Stores.Add(store.Name, store);
            _stores.Add(store);
        }
    }

    private void CreateNodes()
    {
        var byGraphNode = new Dictionary<GraphNode, Node>();
        foreach (var graphNode in _subTopology.Nodes)
        {
            var node = graphNode.Create(_environment.ApplicationId);
            node.Name = graphNode.Name;
            byGraphNode.Add(graphNode, node);
            _nodes.Add(node);
        }
        foreach (var (graphNode, node) in byGraphNode)
        {
            foreach (var child in graphNode.Children)
            {
                node.AddChild(byGraphNode[child]);
            }
        }
        foreach (
            var source in _subTopology.Sources.OrderBy(s => s.Topic!.Value.Resolve(_environment.ApplicationId), StringComparer.Ordinal)
        )
        {
            AddInput(source, (SourceNode)byGraphNode[source]);
        }
        _multipleInputs = _inputs.Count > 1;
    }

    private void AddInput(GraphNode source, SourceNode node)
    {
        var topic = source.Topic!.Value.Resolve(_environment.ApplicationId);
        if (Id.Partition >= _environment.Binding.Partitions(topic))
        {
            return;
        }
        var input = new InputPartition(
            new TopicPartition(topic, Id.Partition),
            _environment.Consumer.TopicIndex(topic),
            node,
            source.ProgressDeclared
        );
        if (!input.ProgressDeclared)
        {
            input.ChannelOf("");
        }
        _inputs.Add(input);
    }
}

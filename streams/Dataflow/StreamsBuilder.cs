using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Nodes;

namespace NbaPipeline.Dataflow;

/// <summary>Where a topology is written down. The names are those of Kafka Streams; every operator has a name, given first.</summary>
public sealed class StreamsBuilder
{
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<string, GraphNode> _byName = [];
    private readonly Dictionary<string, StoreBuilder> _stores = [];
    private readonly List<string> _findings = [];

    /// <summary>Reads a topic as a stream of records.</summary>
    public KStream<TKey, TValue> Stream<TKey, TValue>(string topic, Consumed<TKey, TValue> consumed) =>
        new(this, Source(new TopicRef(topic, false), consumed), false);

    /// <summary>Reads several topics of equal types as one stream.</summary>
    public KStream<TKey, TValue> Stream<TKey, TValue>(string name, IReadOnlyList<string> topics, Consumed<TKey, TValue> consumed)
    {
        var sources = topics.Select(t => Source(new TopicRef(t, false), consumed)).ToList();
        return new KStream<TKey, TValue>(this, Add(name, "merge", () => new MergeNode<TKey, TValue>(), [.. sources]), false);
    }

    /// <summary>Reads a topic as a table: the last value of each key.</summary>
    public KTable<TKey, TValue> Table<TKey, TValue>(
        string topic,
        Consumed<TKey, TValue> consumed,
        Materialized<TKey, TValue> materialized
    ) =>
        Materialize(
            Source(new TopicRef(topic, false), consumed),
            materialized with
            {
                KeySerde = materialized.KeySerde ?? consumed.KeySerde,
                ValueSerde = materialized.ValueSerde ?? consumed.ValueSerde,
            }
        );

    /// <summary>Adds a store that processors name to use.</summary>
    public StreamsBuilder AddStateStore(StoreBuilder store)
    {
        if (!_stores.TryAdd(store.Name, store))
        {
            _findings.Add($"Store '{store.Name}' is defined twice; store names name changelogs and must be unique.");
        }
        return this;
    }

    /// <summary>Checks the whole and freezes it.</summary>
    /// <exception cref="TopologyException">Lists everything that is wrong.</exception>
    public Topology Build()
    {
        var findings = new List<string>(_findings);
        foreach (var node in _nodes)
        {
            findings.AddRange(
                node.StoreNames.Where(s => !_stores.ContainsKey(s))
                    .Select(s => $"Operator '{node.Name}' uses store '{s}', which does not exist; add it with AddStateStore.")
            );
        }
        if (!_nodes.Any(n => n.Kind == GraphNodeKind.Source))
        {
            findings.Add("The topology reads no topic; start with Stream or Table.");
        }
        foreach (var unused in _stores.Keys.Where(s => !_nodes.Any(n => n.StoreNames.Contains(s))))
        {
            findings.Add($"Store '{unused}' is used by no operator; name it in Process(..., storeNames) or remove it.");
        }
        return findings.Count == 0
            ? new Topology(_nodes, _stores)
            : throw new TopologyException(string.Join(Environment.NewLine, findings));
    }

    internal void Finding(string finding) => _findings.Add(finding);

    internal GraphNode Source<TKey, TValue>(TopicRef topic, Consumed<TKey, TValue> consumed)
    {
        var name = $"source {topic.Name}";
        if (_byName.TryGetValue(name, out var existing))
        {
            if (existing.ConsumedType != typeof(Consumed<TKey, TValue>))
            {
                Finding(
                    $"Topic '{topic.Name}' is read twice with different types ({existing.ConsumedType}, {typeof(Consumed<TKey, TValue>)})."
                );
            }
            return existing;
        }
        var node = new GraphNode(name, GraphNodeKind.Source, "source", _ => new TopicSourceNode<TKey, TValue>(consumed))
        {
            Topic = topic,
            ProgressDeclared = consumed.ProgressDeclared,
            ConsumedType = typeof(Consumed<TKey, TValue>),
        };
        return Register(node);
    }

    internal GraphNode Add(string name, string label, Func<Node> create, params GraphNode[] parents) =>
        Connect(Register(new GraphNode(name, GraphNodeKind.Operator, label, _ => create())), parents);

    internal GraphNode Sink<TKey, TValue>(
        string name,
        TopicRef topic,
        Produced<TKey, TValue> produced,
        GraphNode parent,
        int? partitions = null
    )
    {
        var node = new GraphNode(
            name,
            GraphNodeKind.Sink,
            "sink",
            applicationId => new SinkNode<TKey, TValue>(topic.Resolve(applicationId), produced)
        )
        {
            Topic = topic,
            RequestedPartitions = partitions,
        };
        return Connect(Register(node), [parent]);
    }

    /// <summary>Sends a stream through an internal topic, so that equal keys meet in one task.</summary>
    internal GraphNode Repartition<TKey, TValue>(
        string name,
        ISerde<TKey> keySerde,
        ISerde<TValue> valueSerde,
        int? partitions,
        GraphNode parent
    )
    {
        var topic = new TopicRef($"{name}-repartition", true);
        var keyed = Add($"{name} with key", "drop records without key", () => new RequireKeyNode<TKey, TValue>(), parent);
        Sink($"{name} repartition", topic, Produced.With(keySerde, valueSerde), keyed, partitions);
        return Source(topic, Consumed.With(keySerde, valueSerde));
    }

    internal KTable<TKey, TValue> Materialize<TKey, TValue>(GraphNode parent, Materialized<TKey, TValue> materialized)
    {
        var store = materialized.StoreName;
        var node = Add($"{store} table", "table", () => new TableSourceNode<TKey, TValue>(store), parent);
        AddStore(node, materialized, Stores.KeyValue);
        return new KTable<TKey, TValue>(this, node, store);
    }

    internal void AddStore<TKey, TValue>(
        GraphNode node,
        Materialized<TKey, TValue> materialized,
        Func<string, ISerde<TKey>, ISerde<TValue>, bool, StoreBuilder> create
    )
    {
        if (materialized.KeySerde is null || materialized.ValueSerde is null)
        {
            Finding($"Store '{materialized.StoreName}' has no serde for its key or value; name both in Materialized.As.");
            return;
        }
        AddStateStore(create(materialized.StoreName, materialized.KeySerde, materialized.ValueSerde, materialized.Logged));
        node.StoreNames.Add(materialized.StoreName);
    }

    private GraphNode Register(GraphNode node)
    {
        if (string.IsNullOrWhiteSpace(node.Name))
        {
            Finding($"An operator ({node.Label}) has no name.");
        }
        else if (!_byName.TryAdd(node.Name, node))
        {
            Finding($"Two operators are called '{node.Name}'; names must be unique.");
        }
        _nodes.Add(node);
        return node;
    }

    private static GraphNode Connect(GraphNode node, GraphNode[] parents)
    {
        foreach (var parent in parents)
        {
            parent.Children.Add(node);
            node.Parents.Add(parent);
        }
        return node;
    }
}

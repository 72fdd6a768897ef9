using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Nodes;

namespace NbaPipeline.Dataflow;

/// <summary>A stream of records: each is a fact of its own. Operators do not change it but return a new one.</summary>
public sealed partial class KStream<TKey, TValue>
{
    private readonly StreamsBuilder _builder;
    private readonly GraphNode _node;
    private readonly bool _keyChanged;

    internal KStream(StreamsBuilder builder, GraphNode node, bool keyChanged)
    {
        _builder = builder;
        _node = node;
        _keyChanged = keyChanged;
    }

    internal GraphNode Node => _node;

    /// <summary>Keeps the records for which the predicate holds.</summary>
    public KStream<TKey, TValue> Filter(string name, Func<TKey, TValue, bool> predicate) =>
        Then(name, "filter", () => new FilterNode<TKey, TValue>(predicate, true));

    /// <summary>Keeps the records for which the predicate does not hold.</summary>
    public KStream<TKey, TValue> FilterNot(string name, Func<TKey, TValue, bool> predicate) =>
        Then(name, "filter not", () => new FilterNode<TKey, TValue>(predicate, false));

    /// <summary>Replaces the value; key, partition and time stay.</summary>
    public KStream<TKey, TOut> MapValues<TOut>(string name, Func<TValue, TOut> map) =>
        MapValues(name, (TKey _, TValue value) => map(value));

    /// <summary>Replaces the value; key, partition and time stay.</summary>
    public KStream<TKey, TOut> MapValues<TOut>(string name, Func<TKey, TValue, TOut> map) =>
        new(_builder, _builder.Add(name, "map values", () => new MapValuesNode<TKey, TValue, TOut>(map), _node), _keyChanged);

    /// <summary>Replaces key and value; a grouping or join behind it repartitions.</summary>
    public KStream<TKeyOut, TOut> Map<TKeyOut, TOut>(string name, Func<TKey, TValue, KeyValue<TKeyOut, TOut>> map) =>
        new(_builder, _builder.Add(name, "map", () => new MapNode<TKey, TValue, TKeyOut, TOut>(map), _node), true);

    /// <summary>Makes any number of records of each; a grouping or join behind it repartitions.</summary>
    public KStream<TKeyOut, TOut> FlatMap<TKeyOut, TOut>(string name, Func<TKey, TValue, IEnumerable<KeyValue<TKeyOut, TOut>>> map) =>
        new(_builder, _builder.Add(name, "flat map", () => new FlatMapNode<TKey, TValue, TKeyOut, TOut>(map), _node), true);

    /// <summary>Makes any number of values of each; key, partition and time stay.</summary>
    public KStream<TKey, TOut> FlatMapValues<TOut>(string name, Func<TValue, IEnumerable<TOut>> map) =>
        FlatMapValues(name, (TKey _, TValue value) => map(value));

    /// <summary>Makes any number of values of each; key, partition and time stay.</summary>
    public KStream<TKey, TOut> FlatMapValues<TOut>(string name, Func<TKey, TValue, IEnumerable<TOut>> map) =>
        new(_builder, _builder.Add(name, "flat map values", () => new FlatMapValuesNode<TKey, TValue, TOut>(map), _node), _keyChanged);

    /// <summary>Replaces the key; a grouping or join behind it repartitions.</summary>
    public KStream<TKeyOut, TValue> SelectKey<TKeyOut>(string name, Func<TKey, TValue, TKeyOut> select) =>
        new(_builder, _builder.Add(name, "select key", () => new SelectKeyNode<TKey, TValue, TKeyOut>(select), _node), true);

    /// <summary>Both streams as one, in event-time order.</summary>
    public KStream<TKey, TValue> Merge(string name, KStream<TKey, TValue> other) =>
        new(
            _builder,
            _builder.Add(name, "merge", () => new MergeNode<TKey, TValue>(), _node, other._node),
            _keyChanged || other._keyChanged
        );

    /// <summary>Looks at each record. Side effects happen again when records are processed again.</summary>
    public KStream<TKey, TValue> Peek(string name, Action<TKey, TValue> look) => Then(name, "peek", () => new PeekNode<TKey, TValue>(look));

    /// <summary>Runs a processor; <paramref name="storeNames"/> are the stores it may use.</summary>
    public KStream<TKeyOut, TOut> Process<TKeyOut, TOut>(
        string name,
        Func<Processor<TKey, TValue, TKeyOut, TOut>> create,
        params string[] storeNames
    )
    {
        var node = _builder.Add(name, "process", () => new ProcessorNode<TKey, TValue, TKeyOut, TOut>(create(), storeNames), _node);
        node.StoreNames.AddRange(storeNames);
        return new KStream<TKeyOut, TOut>(_builder, node, true);
    }

    /// <summary>Writes every record to a topic.</summary>
    public void To(string topic, Produced<TKey, TValue> produced) => To($"sink {topic}", topic, produced);

    /// <summary>Writes every record to a topic; the name tells two sinks of one topic apart.</summary>
    public void To(string name, string topic, Produced<TKey, TValue> produced) =>
        _builder.Sink(name, new TopicRef(topic, false), produced, _node);

    private KStream<TKey, TValue> Then(string name, string label, Func<Node> create) =>
        new(_builder, _builder.Add(name, label, create, _node), _keyChanged);
}

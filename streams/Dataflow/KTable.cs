using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Nodes;

namespace NbaPipeline.Dataflow;

/// <summary>A table: the last value of each key, as a stream of its changes.</summary>
public sealed class KTable<TKey, TValue>
{
    private readonly StreamsBuilder _builder;
    private readonly GraphNode _node;

    internal KTable(StreamsBuilder builder, GraphNode node, string? storeName)
    {
        _builder = builder;
        _node = node;
        StoreName = storeName;
    }

    /// <summary>The store that holds the rows, null for a view that holds none.</summary>
    public string? StoreName { get; }

    /// <summary>The rows for which the predicate holds; a row that stops holding is deleted.</summary>
    public KTable<TKey, TValue> Filter(string name, Func<TKey, TValue, bool> predicate) =>
        new(_builder, _builder.Add(name, "filter", () => new TableFilterNode<TKey, TValue>(predicate), _node), null);

    /// <summary>The same rows with other values.</summary>
    public KTable<TKey, TOut> MapValues<TOut>(string name, Func<TKey, TValue, TOut> map) =>
        new(_builder, _builder.Add(name, "map values", () => new TableMapValuesNode<TKey, TValue, TOut>(map), _node), null);

    /// <summary>The changes of the table; a deleted row is a tombstone.</summary>
    public KStream<TKey, TValue> ToStream(string name) =>
        new(_builder, _builder.Add(name, "to stream", () => new TableToStreamNode<TKey, TValue>(), _node), false);

    /// <summary>The changes of the table under another key (of a windowed table: the key without the window).</summary>
    public KStream<TKeyOut, TValue> ToStream<TKeyOut>(string name, Func<TKey, TValue, TKeyOut> select) =>
        ToStream($"{name} changes").SelectKey(name, select);
}

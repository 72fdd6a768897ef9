using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Nodes;

namespace NbaPipeline.Dataflow;

/// <summary>Records grouped by key, to be aggregated. Records without key or value are dropped and counted.</summary>
public sealed class KGroupedStream<TKey, TValue>
{
    private readonly StreamsBuilder _builder;
    private readonly GraphNode _node;
    private readonly Grouped<TKey, TValue> _grouped;

    internal KGroupedStream(StreamsBuilder builder, GraphNode node, Grouped<TKey, TValue> grouped)
    {
        _builder = builder;
        _node = node;
        _grouped = grouped;
    }

    /// <summary>Number of records per key.</summary>
    public KTable<TKey, long> Count(string storeName) => Count(Materialized<TKey, long>.As(storeName));

    /// <summary>Number of records per key.</summary>
    public KTable<TKey, long> Count(Materialized<TKey, long> materialized) =>
        Aggregated(
            "count",
            new CountAggregation<TKey, TValue>(),
            materialized with
            {
                ValueSerde = materialized.ValueSerde ?? Serdes.Int64,
            }
        );

    /// <summary>Combines the values of a key, two at a time; the first value is the first result.</summary>
    public KTable<TKey, TValue> Reduce(Func<TValue, TValue, TValue> reduce, Materialized<TKey, TValue> materialized) =>
        Aggregated(
            "reduce",
            new ReduceAggregation<TKey, TValue>(reduce),
            materialized with
            {
                ValueSerde = materialized.ValueSerde ?? _grouped.ValueSerde,
            }
        );

    /// <summary>Folds the values of a key into an aggregate; must return a new value rather than change the old one.</summary>
    public KTable<TKey, TAggregate> Aggregate<TAggregate>(
        Func<TAggregate> initial,
        Func<TKey, TValue, TAggregate, TAggregate> add,
        Materialized<TKey, TAggregate> materialized
    ) => Aggregated("aggregate", new FoldAggregation<TKey, TValue, TAggregate>(initial, add), materialized);

    /// <summary>Groups further by tumbling windows of event time.</summary>
    public TimeWindowedKStream<TKey, TValue> WindowedBy(TimeWindows windows) => new(_builder, _node, _grouped, windows);

    private KTable<TKey, TAggregate> Aggregated<TAggregate>(
        string label,
        IAggregation<TKey, TValue, TAggregate> aggregation,
        Materialized<TKey, TAggregate> materialized
    )
    {
        if (materialized.Emit == EmitPolicy.OnWindowClose)
        {
            _builder.Finding($"Store '{materialized.StoreName}' emits on window close but has no windows; put WindowedBy before it.");
        }
        var store = materialized.StoreName;
        var node = _builder.Add(
            $"{store} {label}",
            label,
            () => new AggregateNode<TKey, TValue, TAggregate>(store, aggregation, materialized.Emit),
            _node
        );
        _builder.AddStore(node, materialized with { KeySerde = materialized.KeySerde ?? _grouped.KeySerde }, Stores.KeyValue);
        return new KTable<TKey, TAggregate>(_builder, node, store);
    }
}

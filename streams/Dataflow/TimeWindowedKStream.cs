using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Nodes;

namespace NbaPipeline.Dataflow;

/// <summary>Records grouped by key and tumbling window.</summary>
public sealed class TimeWindowedKStream<TKey, TValue>
{
    private readonly StreamsBuilder _builder;
    private readonly GraphNode _node;
    private readonly Grouped<TKey, TValue> _grouped;
    private readonly TimeWindows _windows;

    internal TimeWindowedKStream(StreamsBuilder builder, GraphNode node, Grouped<TKey, TValue> grouped, TimeWindows windows)
    {
        _builder = builder;
        _node = node;
        _grouped = grouped;
        _windows = windows;
    }

    /// <summary>Number of records per key and window.</summary>
    public KTable<Windowed<TKey>, long> Count(Materialized<TKey, long> materialized) =>
        Aggregated(
            "windowed count",
            new CountAggregation<TKey, TValue>(),
            materialized with
            {
                ValueSerde = materialized.ValueSerde ?? Serdes.Int64,
            }
        );

    /// <summary>Combines the values of a key and window, two at a time.</summary>
    public KTable<Windowed<TKey>, TValue> Reduce(Func<TValue, TValue, TValue> reduce, Materialized<TKey, TValue> materialized) =>
        Aggregated(
            "windowed reduce",
            new ReduceAggregation<TKey, TValue>(reduce),
            materialized with
            {
                ValueSerde = materialized.ValueSerde ?? _grouped.ValueSerde,
            }
        );

    /// <summary>Folds the values of a key and window into an aggregate.</summary>
    public KTable<Windowed<TKey>, TAggregate> Aggregate<TAggregate>(
        Func<TAggregate> initial,
        Func<TKey, TValue, TAggregate, TAggregate> add,
        Materialized<TKey, TAggregate> materialized
    ) => Aggregated("windowed aggregate", new FoldAggregation<TKey, TValue, TAggregate>(initial, add), materialized);

    private KTable<Windowed<TKey>, TAggregate> Aggregated<TAggregate>(
        string label,
        IAggregation<TKey, TValue, TAggregate> aggregation,
        Materialized<TKey, TAggregate> materialized
    )
    {
        var store = materialized.StoreName;
        var final = materialized.Emit == EmitPolicy.OnWindowClose;
        var closes = final ? $"{store}-closes" : null;
        var windows = _windows;
        var node = _builder.Add(
            $"{store} {label}",
            label,
            () => new WindowAggregateNode<TKey, TValue, TAggregate>(store, windows, aggregation, materialized.Emit, closes),
            _node
        );
        _builder.AddStore(
            node,
            materialized with
            {
                KeySerde = materialized.KeySerde ?? _grouped.KeySerde,
            },
            (name, keySerde, valueSerde, logged) =>
                Stores.Window(name, windows.SizeMs, windows.SizeMs + windows.GraceMs, keySerde, valueSerde, logged)
        );
        if (closes is not null)
        {
            _builder.AddStateStore(Stores.Timers(closes, Serdes.Int64, materialized.Logged));
            node.StoreNames.Add(closes);
        }
        return new KTable<Windowed<TKey>, TAggregate>(_builder, node, null);
    }
}

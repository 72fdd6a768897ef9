using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Nodes;

namespace NbaPipeline.Dataflow;

public sealed partial class KStream<TKey, TValue>
{
    /// <summary>Groups by the key as it is; repartitions only when an operator before it may have changed the key.</summary>
    public KGroupedStream<TKey, TValue> GroupByKey(Grouped<TKey, TValue> grouped) => Group(grouped, _node, _keyChanged);

    /// <summary>Groups by another key; always repartitions.</summary>
    public KGroupedStream<TKeyOut, TValue> GroupBy<TKeyOut>(
        string name,
        Func<TKey, TValue, TKeyOut> select,
        Grouped<TKeyOut, TValue> grouped
    ) => SelectKey(name, select).GroupByKey(grouped);

    /// <summary>Sends the stream through an internal topic: equal keys meet in one task, whatever the partitions before.</summary>
    public KStream<TKey, TValue> Repartition(Repartitioned<TKey, TValue> repartitioned) =>
        new(
            _builder,
            _builder.Repartition(repartitioned.Name, repartitioned.KeySerde, repartitioned.ValueSerde, repartitioned.Partitions, _node),
            false
        );

    /// <summary>Takes the records as updates of a table; a missing value deletes the key.</summary>
    public KTable<TKey, TValue> ToTable(Materialized<TKey, TValue> materialized)
    {
        var node = _node;
        if (_keyChanged)
        {
            if (materialized.KeySerde is null || materialized.ValueSerde is null)
            {
                _builder.Finding(
                    $"Table '{materialized.StoreName}' stands behind a key change and needs serdes for its repartition topic; name both in Materialized.As."
                );
                return _builder.Materialize(node, materialized);
            }
            node = _builder.Repartition(materialized.StoreName, materialized.KeySerde, materialized.ValueSerde, null, node);
        }
        return _builder.Materialize(node, materialized);
    }

    /// <summary>Joins each record with the row of its key in a table as it stands at the record's time; records without a row are left out.</summary>
    public KStream<TKey, TOut> Join<TTable, TOut>(
        string name,
        KTable<TKey, TTable> table,
        Func<TValue, TTable, TOut> join,
        Joined<TKey, TValue>? joined = null
    ) => Join(name, table, (TValue value, TTable? row) => join(value, row!), joined, false);

    /// <summary>Like a join, but records without a row go on with a default row.</summary>
    public KStream<TKey, TOut> LeftJoin<TTable, TOut>(
        string name,
        KTable<TKey, TTable> table,
        Func<TValue, TTable?, TOut> join,
        Joined<TKey, TValue>? joined = null
    ) => Join(name, table, join, joined, true);

    private KStream<TKey, TOut> Join<TTable, TOut>(
        string name,
        KTable<TKey, TTable> table,
        Func<TValue, TTable?, TOut> join,
        Joined<TKey, TValue>? joined,
        bool left
    )
    {
        var input = _node;
        if (_keyChanged)
        {
            if (joined is null)
            {
                _builder.Finding($"Join '{name}' stands behind a key change and needs serdes for its repartition topic; pass Joined.");
                return new KStream<TKey, TOut>(_builder, _node, false);
            }
            input = _builder.Repartition(name, joined.KeySerde, joined.ValueSerde, null, input);
        }
        var store = table.StoreName;
        if (store is null)
        {
            _builder.Finding($"Join '{name}' needs a materialised table; put ToStream(..).ToTable(Materialized.As(..)) before it.");
            return new KStream<TKey, TOut>(_builder, input, false);
        }
        var node = _builder.Add(
            name,
            left ? "left join" : "join",
            () => new StreamTableJoinNode<TKey, TValue, TTable, TOut>(store, join, left),
            input
        );
        node.StoreNames.Add(store);
        return new KStream<TKey, TOut>(_builder, node, false);
    }

    private KGroupedStream<TKey, TValue> Group(Grouped<TKey, TValue> grouped, GraphNode node, bool repartition) =>
        new(
            _builder,
            repartition ? _builder.Repartition(grouped.Name, grouped.KeySerde, grouped.ValueSerde, grouped.Partitions, node) : node,
            grouped
        );
}

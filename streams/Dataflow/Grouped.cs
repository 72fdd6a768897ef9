namespace NbaPipeline.Dataflow;

/// <summary>Name and serdes of a grouping; the name is that of the repartition topic where one is needed.</summary>
public sealed record Grouped<TKey, TValue>
{
    internal Grouped(string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde)
    {
        Name = name;
        KeySerde = keySerde;
        ValueSerde = valueSerde;
    }

    public string Name { get; }

    public ISerde<TKey> KeySerde { get; }

    public ISerde<TValue> ValueSerde { get; }

    /// <summary>Partitions of the repartition topic; null: the most of the upstream topics.</summary>
    public int? Partitions { get; init; }
}

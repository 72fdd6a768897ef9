namespace NbaPipeline.Dataflow;

/// <summary>An explicit repartition: records go through the internal topic <c>application-name-repartition</c>.</summary>
public sealed record Repartitioned<TKey, TValue>
{
    internal Repartitioned(string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde)
    {
        Name = name;
        KeySerde = keySerde;
        ValueSerde = valueSerde;
    }

    public string Name { get; }

    public ISerde<TKey> KeySerde { get; }

    public ISerde<TValue> ValueSerde { get; }

    /// <summary>Partitions of the topic; null: the most of the upstream topics.</summary>
    public int? Partitions { get; init; }
}

namespace NbaPipeline.Dataflow;

/// <summary>How a topic is written.</summary>
public sealed record Produced<TKey, TValue>
{
    internal Produced(ISerde<TKey> keySerde, ISerde<TValue> valueSerde)
    {
        KeySerde = keySerde;
        ValueSerde = valueSerde;
    }

    public ISerde<TKey> KeySerde { get; }

    public ISerde<TValue> ValueSerde { get; }

    /// <summary>Chooses the partition from key, value and the number of partitions; null: murmur2 of the key bytes as Java clients do.</summary>
    public Func<TKey, TValue, int, int>? Partitioner { get; init; }
}

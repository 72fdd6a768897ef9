namespace NbaPipeline.Dataflow.Testing;

/// <summary>Reads what a topology has committed to a topic.</summary>
public sealed class TestOutputTopic<TKey, TValue>
{
    private readonly TopologyTestDriver _driver;
    private readonly string _topic;
    private readonly ISerde<TKey> _keySerde;
    private readonly ISerde<TValue> _valueSerde;

    internal TestOutputTopic(TopologyTestDriver driver, string topic, ISerde<TKey> keySerde, ISerde<TValue> valueSerde)
    {
        _driver = driver;
        _topic = topic;
        _keySerde = keySerde;
        _valueSerde = valueSerde;
    }

    /// <summary>The records committed since the last call, partition by partition in their order.</summary>
    public IReadOnlyList<Record<TKey, TValue>> ReadAll() =>
        _driver
            .ReadNew(_topic)
            .Select(r => new Record<TKey, TValue>(
                r.Key is null ? default! : _keySerde.Deserialize(r.Key),
                r.Key is not null,
                r.Value is null ? default! : _valueSerde.Deserialize(r.Value),
                r.Value is not null,
                r.TimestampMs,
                r.Headers
            ))
            .ToList();
}

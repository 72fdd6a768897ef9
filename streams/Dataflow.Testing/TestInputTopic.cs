using NbaPipeline.Dataflow.Serialisation;

namespace NbaPipeline.Dataflow.Testing;

/// <summary>Writes records into a source topic of a <see cref="TopologyTestDriver"/>; partitions by murmur2 of the key.</summary>
public sealed class TestInputTopic<TKey, TValue>
{
    private readonly TopologyTestDriver _driver;
    private readonly string _topic;
    private readonly ISerde<TKey> _keySerde;
    private readonly ISerde<TValue> _valueSerde;

    internal TestInputTopic(TopologyTestDriver driver, string topic, ISerde<TKey> keySerde, ISerde<TValue> valueSerde)
    {
        _driver = driver;
        _topic = topic;
        _keySerde = keySerde;
        _valueSerde = valueSerde;
    }

    /// <summary>Writes one record and lets the topology run.</summary>
    public void Pipe(TKey key, TValue value, long timeMs, RecordHeaders? headers = null) =>
        _driver.Pipe(_topic, Bytes(_keySerde, key), value is null ? null : Bytes(_valueSerde, value), timeMs, headers, run: true);

    /// <summary>Writes one record without running; call <see cref="TopologyTestDriver.AdvanceTo"/> or pipe another to run.</summary>
    public void Enqueue(TKey key, TValue value, long timeMs, RecordHeaders? headers = null) =>
        _driver.Pipe(_topic, Bytes(_keySerde, key), value is null ? null : Bytes(_valueSerde, value), timeMs, headers, run: false);

    /// <summary>Writes a tombstone and lets the topology run.</summary>
    public void PipeTombstone(TKey key, long timeMs) => _driver.Pipe(_topic, Bytes(_keySerde, key), null, timeMs, null, run: true);

    /// <summary>Writes raw bytes, which the topology may not be able to decode.</summary>
    public void PipeBytes(byte[]? key, byte[]? value, long timeMs) => _driver.Pipe(_topic, key, value, timeMs, null, run: true);

    private static byte[]? Bytes<T>(ISerde<T> serde, T value)
    {
        if (value is null)
        {
            return null;
        }
        var buffer = new ScratchBuffer();
        serde.Serialize(value, buffer);
        return buffer.Written.ToArray();
    }
}

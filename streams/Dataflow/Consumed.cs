namespace NbaPipeline.Dataflow;

/// <summary>How a source topic is read.</summary>
public sealed record Consumed<TKey, TValue>
{
    internal Consumed(ISerde<TKey> keySerde, ISerde<TValue> valueSerde)
    {
        KeySerde = keySerde;
        ValueSerde = valueSerde;
    }

    public ISerde<TKey> KeySerde { get; }

    public ISerde<TValue> ValueSerde { get; }

    /// <summary>The topic's producers declare progress (docs/event-time.md): the task waits for completeness instead of guessing by lag.</summary>
    public bool ProgressDeclared { get; init; }

    /// <summary>Replaces the record time by one taken from the record. Not for topics that declare progress.</summary>
    public Func<TKey, TValue, long, long>? TimestampExtractor { get; init; }

    /// <summary>Relies on progress declared by the topic's producers.</summary>
    public Consumed<TKey, TValue> WithProgress() => this with { ProgressDeclared = true };
}

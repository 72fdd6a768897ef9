namespace NbaPipeline.Dataflow;

/// <summary>The store behind a table: its name (mandatory, it names the changelog), serdes and emission.</summary>
public sealed record Materialized<TKey, TValue>
{
    private Materialized(string storeName) => StoreName = storeName;

    public string StoreName { get; }

    /// <summary>Null: that of the input.</summary>
    public ISerde<TKey>? KeySerde { get; init; }

    /// <summary>Null: that of the input; an aggregate to another type must name it.</summary>
    public ISerde<TValue>? ValueSerde { get; init; }

    public EmitPolicy Emit { get; init; }

    /// <summary>Write changes to a changelog topic, so that the store survives the process (default). Without, it starts empty.</summary>
    public bool Logged { get; init; } = true;

    public static Materialized<TKey, TValue> As(string storeName) => new(storeName);

    public static Materialized<TKey, TValue> As(string storeName, ISerde<TKey> keySerde, ISerde<TValue> valueSerde) =>
        new(storeName) { KeySerde = keySerde, ValueSerde = valueSerde };

    public Materialized<TKey, TValue> WithEmit(EmitPolicy emit) => this with { Emit = emit };
}

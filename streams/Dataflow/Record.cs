namespace NbaPipeline.Dataflow;

/// <summary>A record on its way through a topology. Key and value may be absent; a record with a key and no value is a tombstone.</summary>
public readonly struct Record<TKey, TValue>
{
    private readonly byte _present;

    public Record(TKey key, TValue value, long timestampMs, RecordHeaders? headers = null)
        : this(key, Presence<TKey>.Of(key), value, Presence<TValue>.Of(value), timestampMs, headers) { }

    internal Record(TKey key, bool hasKey, TValue value, bool hasValue, long timestampMs, RecordHeaders? headers)
    {
        Key = key;
        Value = value;
        TimestampMs = timestampMs;
        Headers = headers;
        _present = (byte)((hasKey ? 1 : 0) | (hasValue ? 2 : 0));
    }

    /// <summary>The key; default when <see cref="HasKey"/> is false.</summary>
    public TKey Key { get; }

    /// <summary>The value; default when <see cref="HasValue"/> is false.</summary>
    public TValue Value { get; }

    /// <summary>Event time, milliseconds since the epoch (UTC).</summary>
    public long TimestampMs { get; }

    /// <summary>Headers set by an operator; null means "those of the input record", which is the default and costs nothing.</summary>
    public RecordHeaders? Headers { get; }

    public bool HasKey => (_present & 1) != 0;

    public bool HasValue => (_present & 2) != 0;

    /// <summary>A record that deletes its key.</summary>
    public static Record<TKey, TValue> Tombstone(TKey key, long timestampMs, RecordHeaders? headers = null) =>
        new(key, Presence<TKey>.Of(key), default!, false, timestampMs, headers);

    public Record<TNewKey, TValue> WithKey<TNewKey>(TNewKey key) =>
        new(key, Presence<TNewKey>.Of(key), Value, HasValue, TimestampMs, Headers);

    public Record<TKey, TNewValue> WithValue<TNewValue>(TNewValue value) =>
        new(Key, HasKey, value, Presence<TNewValue>.Of(value), TimestampMs, Headers);

    public Record<TKey, TValue> WithTimestamp(long timestampMs) => new(Key, HasKey, Value, HasValue, timestampMs, Headers);

    public Record<TKey, TValue> WithHeaders(RecordHeaders? headers) => new(Key, HasKey, Value, HasValue, TimestampMs, headers);

    internal Record<TKey, TNewValue> WithoutValue<TNewValue>() => new(Key, HasKey, default!, false, TimestampMs, Headers);
}

namespace NbaPipeline.Dataflow.Client;

/// <summary>
/// A message as a consumer client hands it out. Pointers lead into memory of the client and stay valid until
/// <see cref="IConsumerClient.Release"/>.
/// </summary>
internal unsafe struct ClientMessage
{
    /// <summary>Identity of the message within its client; 0 when there is nothing to release.</summary>
    public nint Handle;
    public byte* Key;
    public byte* Value;
    public long Offset;
    public long TimestampMs;

    /// <summary>Bytes of the key, -1 for a null key.</summary>
    public int KeyLength;

    /// <summary>Bytes of the value, -1 for a tombstone.</summary>
    public int ValueLength;

    /// <summary>Index of the topic as given by <see cref="IConsumerClient.TopicIndex"/>.</summary>
    public int TopicIndex;
    public int Partition;

    /// <summary>librdkafka's error code when <see cref="Kind"/> is <see cref="ClientMessageKind.Error"/>, else 0.</summary>
    public int ErrorCode;
    public ClientMessageKind Kind;

    public readonly ReadOnlySpan<byte> KeySpan => KeyLength > 0 ? new ReadOnlySpan<byte>(Key, KeyLength) : default;

    public readonly ReadOnlySpan<byte> ValueSpan => ValueLength > 0 ? new ReadOnlySpan<byte>(Value, ValueLength) : default;
}

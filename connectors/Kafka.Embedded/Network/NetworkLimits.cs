namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>Bounds of the network side that are not options (spec sections 3 and 8.6).</summary>
internal static class NetworkLimits
{
    public const int Backlog = 512;

    /// <summary>A request header without client id is eight bytes; a shorter frame is no request.</summary>
    public const int SmallestFrameBytes = 8;

    /// <summary>Kept per connection; a frame that does not fit is read straight into a buffer of its own.</summary>
    public const int ReceiveBufferBytes = 8 << 10;

    /// <summary>A request body must grow by <see cref="BodyProgressBytes"/>, or end, within this time.</summary>
    public const int BodyStallMs = 30_000;

    public const int BodyProgressBytes = 64 << 10;

    /// <summary>A piece of an answer, at most <see cref="StreamBufferBytes"/> of a fetch, must be taken within this time.</summary>
    public const int WriteStallMs = 60_000;

    /// <summary>Through one such buffer each fetch answer is streamed from the files.</summary>
    public const int StreamBufferBytes = 128 << 10;

    /// <summary>Produce requests of one connection that may wait for the disk at the same time.</summary>
    public const int MaxUnflushedProduces = 5;

    /// <summary>How often stalled and idle connections are looked for.</summary>
    public const int SweepIntervalMs = 1000;

    /// <summary>How long a stop waits for requests in progress.</summary>
    public const int StopGraceMs = 10_000;
}

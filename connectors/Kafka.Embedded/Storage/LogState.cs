namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>What a partition log starts from: a new one, or what recovery found.</summary>
internal sealed class LogState
{
    /// <summary>Ascending, at least one; the last one is appended to.</summary>
    public required List<Segment> Segments { get; init; }

    public required ProducerStates Producers { get; init; }

    public required EpochList Epochs { get; init; }

    public required long LogStart { get; init; }

    /// <summary>Closed segments without a valid <c>.idx</c>, with the producer state at their end, oldest first.</summary>
    public List<RolledSegment> Unsealed { get; init; } = [];

    public RecoveryReport Report { get; init; } = RecoveryReport.Nothing;
}

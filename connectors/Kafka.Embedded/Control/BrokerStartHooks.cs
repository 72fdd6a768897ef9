using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>What tests set to make a start repeatable. Policies are taken from the broker's options.</summary>
internal sealed record BrokerStartHooks
{
    public ControlLogOptions ControlLog { get; init; } = new();

    public LogOptions Log { get; init; } = new();

    /// <summary>Most partitions recovered at the same time (spec section 8.5).</summary>
    public int PartitionsOpenedAtOnce { get; init; } = 4;

    /// <summary>Null for that of the machine.</summary>
    public string? BootId { get; init; }
}

using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>Outcome of an administrative call; the message is for the client.</summary>
internal readonly record struct AdminResult(ErrorCode Error, string? Message)
{
    public static AdminResult Done { get; } = new(ErrorCode.None, null);
}

using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>Configs of one resource; empty with an error.</summary>
internal readonly record struct DescribeConfigsResult(ErrorCode Error, string? Message, IReadOnlyList<ConfigDescription> Configs);

namespace NbaPipeline.Tests.Shared;

/// <summary>The broker a scenario runs on: the same scenario on both, so that neither is a special case.</summary>
public enum KafkaKind
{
    /// <summary>The embedded broker; always there.</summary>
    Embedded,

    /// <summary>Apache Kafka, when it lies beside the repository.</summary>
    Apache,
}

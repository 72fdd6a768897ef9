using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded;

/// <summary>What a broker is given from outside.</summary>
internal sealed record BrokerParts(EmbeddedBrokerOptions Options, ILoggerFactory Loggers, TimeProvider Time)
{
    public ILogger Logger { get; } = Loggers.CreateLogger<EmbeddedBroker>();
}

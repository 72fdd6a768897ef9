using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded;

/// <summary>What the broker as a whole reports.</summary>
internal static partial class EmbeddedBrokerLog
{
    [LoggerMessage(
        EventId = 4001,
        Level = LogLevel.Information,
        Message = "embedded broker {NodeId} of cluster {ClusterId} listens on {BootstrapServers}, data in '{Directory}', ready after {StartMs} ms"
    )]
    public static partial void Ready(ILogger logger, int nodeId, string clusterId, string bootstrapServers, string directory, long startMs);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Information, Message = "embedded broker on {BootstrapServers} stopped cleanly")]
    public static partial void Stopped(ILogger logger, string bootstrapServers);

    [LoggerMessage(
        EventId = 4003,
        Level = LogLevel.Critical,
        Message = "the control log cannot be written any more; the broker stops serving"
    )]
    public static partial void ControlLogFailed(ILogger logger, Exception error);

    [LoggerMessage(EventId = 4004, Level = LogLevel.Error, Message = "{Work} failed; tried again at its next time")]
    public static partial void WorkFailed(ILogger logger, Exception error, string work);

    [LoggerMessage(EventId = 4005, Level = LogLevel.Error, Message = "the clean stop failed at {Step}; the next start recovers")]
    public static partial void StopFailed(ILogger logger, Exception error, string step);
}

using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace NbaPipeline.Dataflow.Client.Kafka;

/// <summary>What the Kafka clients log.</summary>
internal static partial class KafkaClientLog
{
    [LoggerMessage(EventId = 1001, Message = "{ClientId}: librdkafka {Facility}: {Text}")]
    public static partial void Native(ILogger logger, LogLevel level, string clientId, string facility, string text);

    [LoggerMessage(
        EventId = 1002,
        Level = LogLevel.Warning,
        Message = "{ClientId}: client error {Code}: {Reason}. It retries by itself; look at the broker if this goes on"
    )]
    public static partial void Error(ILogger logger, string clientId, int code, string reason);

    [LoggerMessage(
        EventId = 1003,
        Level = LogLevel.Error,
        Message = "{ClientId}: closed with {Outstanding} unreleased messages, so its memory and threads stay until the process ends"
    )]
    public static partial void Abandoned(ILogger logger, string clientId, int outstanding);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Error, Message = "{ClientId}: acknowledging a rebalance failed: {Reason}")]
    public static partial void AcknowledgeFailed(ILogger logger, string clientId, string reason);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Warning, Message = "{ClientId}: leaving the group failed: {Reason}")]
    public static partial void CloseFailed(ILogger logger, string clientId, string reason);

    public static void Forward(ILogger logger, string clientId, int severity, string facility, string text)
    {
        var level = Level(severity);
        Guard(() =>
        {
            if (logger.IsEnabled(level))
                Native(logger, level, clientId, facility, text);
        });
    }

    public static void ForwardError(ILogger logger, string clientId, int code, string reason) =>
        Guard(() => Error(logger, clientId, code, reason));

    public static void ForwardAcknowledgeFailed(ILogger logger, string clientId, string reason) =>
        Guard(() => AcknowledgeFailed(logger, clientId, reason));

    /// <summary>Level of a syslog severity.</summary>
    public static LogLevel Level(int severity) =>
        severity switch
        {
            <= 2 => LogLevel.Critical,
            3 => LogLevel.Error,
            4 => LogLevel.Warning,
            <= 6 => LogLevel.Information,
            _ => LogLevel.Debug,
        };

    /// <summary>For callbacks of librdkafka: an exception that left one would end the process.</summary>
    private static void Guard(Action log)
    {
        try
        {
            log();
        }
        catch (Exception failed)
        {
            Trace.TraceError($"A log sink failed while librdkafka called back: {failed}");
        }
    }
}

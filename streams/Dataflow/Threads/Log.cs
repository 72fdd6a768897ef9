using Microsoft.Extensions.Logging;

namespace NbaPipeline.Dataflow.Threads;

/// <summary>Log messages of the stream threads.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 100, Level = LogLevel.Information, Message = "{Thread}: assigned, now owns {Tasks} tasks")]
    public static partial void Assigned(ILogger logger, string thread, int tasks);

    [LoggerMessage(EventId = 101, Level = LogLevel.Information, Message = "{Thread}: gave up {Tasks} tasks")]
    public static partial void Revoked(ILogger logger, string thread, int tasks);

    [LoggerMessage(
        EventId = 102,
        Level = LogLevel.Warning,
        Message = "{Thread}: lost {Tasks} tasks to another member; it was away longer than the session timeout"
    )]
    public static partial void Lost(ILogger logger, string thread, int tasks);

    [LoggerMessage(EventId = 103, Level = LogLevel.Information, Message = "{Thread}: task {Task} is running")]
    public static partial void TaskRunning(ILogger logger, string thread, TaskId task);

    [LoggerMessage(EventId = 104, Level = LogLevel.Warning, Message = "{Thread}: {Kind} client error, recovering by itself")]
    public static partial void Recovering(ILogger logger, Exception error, string thread, string kind);

    [LoggerMessage(EventId = 105, Level = LogLevel.Information, Message = "{Thread}: back to the last commit: {Reason}")]
    public static partial void RollingBack(ILogger logger, string thread, string reason);

    [LoggerMessage(EventId = 106, Level = LogLevel.Warning, Message = "{Thread}: abort failed, the producer is made anew")]
    public static partial void AbortFailed(ILogger logger, Exception error, string thread);

    [LoggerMessage(
        EventId = 107,
        Level = LogLevel.Warning,
        Message = "{Thread}: the commit before giving up tasks failed, their new owner repeats the work"
    )]
    public static partial void RevokeCommitFailed(ILogger logger, Exception error, string thread);

    [LoggerMessage(EventId = 108, Level = LogLevel.Warning, Message = "{Thread}: the last commit failed, the next start repeats the work")]
    public static partial void ShutdownCommitFailed(ILogger logger, Exception error, string thread);

    [LoggerMessage(
        EventId = 109,
        Level = LogLevel.Warning,
        Message = "{Thread}: the client reports error {Code}; it retries by itself, check the broker if this goes on"
    )]
    public static partial void ClientReportsError(ILogger logger, string thread, int code);

    [LoggerMessage(EventId = 110, Level = LogLevel.Error, Message = "{Thread}: stopped by an error")]
    public static partial void ThreadFailed(ILogger logger, Exception error, string thread);
}

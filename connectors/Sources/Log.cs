using Microsoft.Extensions.Logging;

namespace NbaPipeline.Sources;

internal static partial class Log
{
    [LoggerMessage(
        EventId = 4001,
        Level = LogLevel.Information,
        Message = "Read {Files} files: {Rows} rows, {Records} records to replay, in {ElapsedMs:F0} ms"
    )]
    public static partial void Read(ILogger logger, int files, long rows, int records, double elapsedMs);

    [LoggerMessage(
        EventId = 4004,
        Level = LogLevel.Information,
        Message = "Nothing new: the topics hold all {Total} records, known after {ElapsedMs:F0} ms"
    )]
    public static partial void NothingNew(ILogger logger, long total, double elapsedMs);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Information, Message = "Produced {Records} records, {ElapsedMs:F0} ms after the start")]
    public static partial void Produced(ILogger logger, int records, double elapsedMs);

    [LoggerMessage(
        EventId = 4003,
        Level = LogLevel.Warning,
        Message = "Batch at record {Next} aborted, attempt {Attempt} of {MaxAttempts}: {Reason}. It is sent again; if it goes on, look at the broker's log"
    )]
    public static partial void BatchAborted(ILogger logger, int next, int attempt, int maxAttempts, string reason);
}

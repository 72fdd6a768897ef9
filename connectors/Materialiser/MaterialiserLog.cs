using Microsoft.Extensions.Logging;

namespace NbaPipeline.Materialiser;

internal static partial class MaterialiserLog
{
    [LoggerMessage(1, LogLevel.Information, "materialiser opened {Path}: {Records} records of {Partitions} partitions are in it")]
    public static partial void Opened(ILogger logger, string path, long records, int partitions);

    [LoggerMessage(2, LogLevel.Information, "materialiser reads {Partitions}")]
    public static partial void Assigned(ILogger logger, string partitions);

    [LoggerMessage(3, LogLevel.Information, "materialiser waits for topics that do not exist yet: {Topics}")]
    public static partial void Waiting(ILogger logger, string topics);

    [LoggerMessage(4, LogLevel.Information, "table {Table} gets new or wider columns for a new schema")]
    public static partial void Altered(ILogger logger, string table);

    [LoggerMessage(5, LogLevel.Warning, "{Count} records could not be decoded, the first: {Reason}. They are in materialiser.dead_letters")]
    public static partial void DeadLettered(ILogger logger, int count, string reason);

    [LoggerMessage(6, LogLevel.Information, "snapshot published in {ElapsedMs} ms")]
    public static partial void Published(ILogger logger, double elapsedMs);

    [LoggerMessage(7, LogLevel.Information, "materialiser stopped: {Records} records are in {Path}")]
    public static partial void Stopped(ILogger logger, long records, string path);

    [LoggerMessage(8, LogLevel.Error, "materialiser of {Path} failed")]
    public static partial void Failed(ILogger logger, string path, Exception error);

    [LoggerMessage(9, LogLevel.Warning, "Kafka client: {Reason}")]
    public static partial void ClientError(ILogger logger, string reason);
}

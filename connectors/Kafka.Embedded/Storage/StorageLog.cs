using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>The storage's messages, by id.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(
        EventId = 2001,
        Level = LogLevel.Warning,
        Message = "Appends are {Verdict}: the disk has {FreeBytes} bytes free, MinFreeBytes is {MinFreeBytes}."
    )]
    public static partial void DiskSpace(this ILogger logger, string verdict, long freeBytes, long minFreeBytes);

    [LoggerMessage(
        EventId = 2002,
        Level = LogLevel.Error,
        Message = "{Partition} (in {Directory}): {What} failed; the partition can only be read until the broker is restarted."
    )]
    public static partial void PartitionFailed(
        this ILogger logger,
        Exception? reason,
        PartitionName partition,
        string directory,
        string what
    );

    [LoggerMessage(
        EventId = 2003,
        Level = LogLevel.Warning,
        Message = "{Partition}: a write of {Bytes} bytes to {File} at position {Position} failed and was taken back."
    )]
    public static partial void WriteFailed(
        this ILogger logger,
        Exception reason,
        PartitionName partition,
        int bytes,
        string file,
        long position
    );

    [LoggerMessage(EventId = 2004, Level = LogLevel.Warning, Message = "{Partition}: {What} failed; it is tried again.")]
    public static partial void WillRetry(this ILogger logger, Exception reason, PartitionName partition, string what);

    [LoggerMessage(
        EventId = 2005,
        Level = LogLevel.Warning,
        Message = "{Partition}: {Bytes} bytes from offset {Offset} on ({File}, position {Position}) are not whole batches of this log and were cut; a copy of up to 16 MiB is in {Copy}."
    )]
    public static partial void Cut(
        this ILogger logger,
        PartitionName partition,
        long bytes,
        long offset,
        string file,
        long position,
        string copy
    );

    [LoggerMessage(
        EventId = 2006,
        Level = LogLevel.Warning,
        Message = "{Partition}: segment {File} does not continue the log and was set aside as {Copy}."
    )]
    public static partial void SetAside(this ILogger logger, PartitionName partition, string file, string copy);

    [LoggerMessage(
        EventId = 2007,
        Level = LogLevel.Warning,
        Message = "{Partition}: the log ends at {End}, below its start {Start}: it lost its tail in a power failure. It goes on, empty, at its start."
    )]
    public static partial void EndBelowStart(this ILogger logger, PartitionName partition, long end, long start);

    [LoggerMessage(
        EventId = 2008,
        Level = LogLevel.Error,
        Message = "{Partition}: {File} is damaged at position {Position}: readers of that place get error 56."
    )]
    public static partial void Damaged(this ILogger logger, PartitionName partition, string file, long position);

    [LoggerMessage(
        EventId = 2009,
        Level = LogLevel.Warning,
        Message = "Topic directory {Directory} is unknown to the control log and was renamed to {Orphan}."
    )]
    public static partial void Orphan(this ILogger logger, string directory, string orphan);

    [LoggerMessage(EventId = 2010, Level = LogLevel.Error, Message = "The work of a flusher thread failed.")]
    public static partial void FlusherFailed(this ILogger logger, Exception reason);

    [LoggerMessage(
        EventId = 2011,
        Level = LogLevel.Warning,
        Message = "{Partition} holds records older than 7 days and has no retention.ms: Apache Kafka's default would delete these; set retention.ms."
    )]
    public static partial void OldRecords(this ILogger logger, PartitionName partition);

    [LoggerMessage(EventId = 2012, Level = LogLevel.Information, Message = "{Partition}: {File} was made anew.")]
    public static partial void Rebuilt(this ILogger logger, PartitionName partition, string file);

    [LoggerMessage(EventId = 2013, Level = LogLevel.Error, Message = "{Partition} cannot be read at offset {Offset}.")]
    public static partial void PartitionUnreadable(this ILogger logger, Exception reason, PartitionName partition, long offset);
}

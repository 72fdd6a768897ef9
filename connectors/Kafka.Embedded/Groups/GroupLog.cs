using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded.Groups;

internal static partial class GroupLog
{
    private const int LongestName = 128;

    [LoggerMessage(4301, LogLevel.Debug, "group {Group} rebalances from generation {Generation}: {Reason}")]
    public static partial void Rebalancing(ILogger logger, string group, int generation, string reason);

    [LoggerMessage(4302, LogLevel.Information, "group {Group} is in generation {Generation} with {Members} members")]
    public static partial void NewGeneration(ILogger logger, string group, int generation, int members);

    [LoggerMessage(4303, LogLevel.Information, "group {Group} lost member {Member}: {Reason}")]
    public static partial void MemberLost(ILogger logger, string group, string member, string reason);

    [LoggerMessage(4304, LogLevel.Information, "group {Group}: static member {Instance} came back and took over from {Member}")]
    public static partial void MemberReplaced(ILogger logger, string group, string instance, string member);

    [LoggerMessage(4305, LogLevel.Error, "group {Group}: {Change} could not be written to the control log; clients are told to try again")]
    public static partial void NotWritten(ILogger logger, string group, string change, Exception? error);

    [LoggerMessage(4306, LogLevel.Information, "group {Group}: {Offsets} committed offsets expired")]
    public static partial void OffsetsExpired(ILogger logger, string group, int offsets);

    [LoggerMessage(4307, LogLevel.Information, "group {Group} is gone")]
    public static partial void Removed(ILogger logger, string group);

    [LoggerMessage(
        4308,
        LogLevel.Warning,
        "group {Group}: the offset {Offset} of {Topic}-{Partition} lies beyond the end of its log, {EndOffset}, and was lowered to it"
    )]
    public static partial void OffsetLowered(ILogger logger, string group, string topic, int partition, long offset, long endOffset);

    [LoggerMessage(4309, LogLevel.Error, "a timeout of a group failed")]
    public static partial void TimeoutFailed(ILogger logger, Exception error);

    /// <summary>Names come from clients: without control characters and not longer than a line.</summary>
    public static string Printable(string name)
    {
        bool fits = name.Length <= LongestName && !name.Any(char.IsControl);
        return fits ? name : string.Concat(name.Take(LongestName).Select(c => char.IsControl(c) ? '?' : c));
    }
}

using Microsoft.Extensions.Logging;

namespace NbaPipeline.SchemaRegistry;

/// <summary>The registry's log lines.</summary>
internal static partial class RegistryLog
{
    [LoggerMessage(1, LogLevel.Information, "Schema registry read {Log} to offset {Offset}")]
    public static partial void Loaded(ILogger logger, string log, long offset);

    [LoggerMessage(2, LogLevel.Information, "Registered schema of {Subject} as version {Version}, id {Id}")]
    public static partial void Registered(ILogger logger, string subject, int version, int id);

    [LoggerMessage(
        3,
        LogLevel.Information,
        "Another process took version {Version} or id {Id} of {Subject} first (attempt {Attempt}); trying again"
    )]
    public static partial void Lost(ILogger logger, string subject, int version, int id, int attempt);

    [LoggerMessage(4, LogLevel.Information, "Mended {Count} record(s) of {Log} that lost a race")]
    public static partial void Mended(ILogger logger, string log, int count);

    [LoggerMessage(5, LogLevel.Warning, "{Log}: record skipped at {Where}. Not a schema registry record; find out who writes to the topic")]
    public static partial void Skipped(ILogger logger, string log, string where);

    [LoggerMessage(6, LogLevel.Warning, "{Log}: {Message}. Lookups of known schemas go on; check the broker if this repeats")]
    public static partial void Client(ILogger logger, string log, string message);
}

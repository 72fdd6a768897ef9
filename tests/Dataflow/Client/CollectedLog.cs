using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NbaPipeline.Dataflow.Tests.Client;

/// <summary>Keeps what was logged.</summary>
internal sealed class CollectedLog : ILogger
{
    public ConcurrentQueue<(LogLevel Level, int EventId, string Text)> Entries { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => Entries.Enqueue((logLevel, eventId.Id, formatter(state, exception)));
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded.Tests.Clients;

/// <summary>Keeps what a broker reports.</summary>
internal sealed class ReportedLines : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    /// <summary>Warnings and worse, as text.</summary>
    public IEnumerable<string> Complaints => _lines.Where(l => l.Level >= LogLevel.Warning).Select(l => $"{l.Level}: {l.Text}");

    public IEnumerable<string> All => _lines.Select(l => $"{l.Level}: {l.Text}");

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _lines.Enqueue((logLevel, formatter(state, exception) + (exception is null ? "" : " " + exception)));

    public void Dispose() { }
}

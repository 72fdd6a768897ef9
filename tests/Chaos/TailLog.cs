using System.Globalization;
using Microsoft.Extensions.Logging;

namespace NbaPipeline.Chaos.Tests;

/// <summary>Keeps the last lines of a log, for the message of a test that failed.</summary>
internal sealed class TailLog : ILoggerFactory, ILogger
{
    private const int MaxLines = 60;
    private readonly Queue<string> _lines = new();

    public string Tail
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    public void AddProvider(ILoggerProvider provider) { }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        lock (_lines)
        {
            _lines.Enqueue(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{DateTime.UtcNow:HH:mm:ss.fff} {logLevel}: {formatter(state, exception)} {exception?.Message}"
                )
            );
            if (_lines.Count > MaxLines)
            {
                _lines.Dequeue();
            }
        }
    }

    public void Dispose() { }
}

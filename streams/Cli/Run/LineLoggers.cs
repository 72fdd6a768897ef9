using Microsoft.Extensions.Logging;

namespace NbaPipeline.Cli.Run;

/// <summary>Log lines of the parts as lines for people.</summary>
internal sealed class LineLoggers(Action<string> say, LogLevel least) : ILoggerFactory
{
    private readonly Lock _oneAtATime = new();

    public ILogger CreateLogger(string categoryName) => new LineLogger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void AddProvider(ILoggerProvider provider) { }

    public void Dispose() { }

    private sealed class LineLogger(LineLoggers owner, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= owner.Least;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                lock (owner._oneAtATime)
                {
                    owner.Say($"{logLevel.ToString().ToLowerInvariant()}: {name}: {formatter(state, exception)}");
                }
            }
        }
    }

    private LogLevel Least { get; } = least;

    private void Say(string line) => say(line);
}

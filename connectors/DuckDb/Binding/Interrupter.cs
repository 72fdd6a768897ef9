namespace NbaPipeline.DuckDb.Binding;

/// <summary>
/// Interrupts the running statement at its timeout or on cancellation. DuckDB forgets an interrupt that comes just before the statement
/// starts, so it is repeated until the statement has ended; after <see cref="Dispose"/> none can hit the next statement.
/// </summary>
internal sealed class Interrupter : IDisposable
{
    private static readonly TimeSpan RepeatInterval = TimeSpan.FromMilliseconds(20);
    private readonly Lock _gate = new();
    private readonly DuckDbConnection _connection;
    private readonly CancellationTokenRegistration _registration;
    private ITimer? _timer;
    private bool _ended;

    public Interrupter(DuckDbConnection connection, TimeSpan timeout, CancellationToken cancellationToken)
    {
        _connection = connection;
        if (timeout > TimeSpan.Zero)
        {
            _timer = connection.Time.CreateTimer(_ => OnTimeout(), null, timeout, RepeatInterval);
        }

        if (cancellationToken.CanBeCanceled)
        {
            _registration = cancellationToken.UnsafeRegister(static state => ((Interrupter)state!).OnCancelled(), this);
        }
    }

    public bool TimedOut { get; private set; }

    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
        }

        _registration.Dispose();
        _timer?.Dispose();
    }

    private void OnTimeout()
    {
        TimedOut = true;
        Interrupt();
    }

    private void OnCancelled()
    {
        lock (_gate)
        {
            if (!_ended)
            {
                _timer?.Dispose();
                _timer = TimeProvider.System.CreateTimer(_ => Interrupt(), null, TimeSpan.Zero, RepeatInterval);
            }
        }
    }

    private void Interrupt()
    {
        lock (_gate)
        {
            if (!_ended)
            {
                _connection.Interrupt();
            }
        }
    }
}

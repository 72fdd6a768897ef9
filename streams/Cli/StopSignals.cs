using System.Runtime.InteropServices;

namespace NbaPipeline.Cli;

/// <summary>
/// Turns SIGINT and SIGTERM into a cancelled token, so that a verb can end in order. A second signal ends the process at once:
/// whoever presses Ctrl+C twice does not want to wait, and exactly-once makes that safe.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TextWriter _error;
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals(TextWriter error)
    {
        _error = error;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        ];
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_stop.IsCancellationRequested)
        {
            _ = _stop.CancelAsync();
            return;
        }

        _error.WriteLine("nba: stopped at once; what was not committed is read again by the next start, nothing is lost or doubled");
        _error.Flush();
        Environment.Exit(ExitCode.Interrupted);
    }
}

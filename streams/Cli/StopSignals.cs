using System.Runtime.InteropServices;

namespace NbaPipeline.Cli;

/// <summary>
/// Turns SIGINT and SIGTERM into a cancelled token, so that a verb can end in order. A second signal ends the process at once:
/// whoever presses Ctrl+C twice does not want to wait, and exactly-once makes that safe.
/// </summary>
internal sealed partial class StopSignals : IDisposable
{
    private const int Interrupt = 2;
    private const nint DefaultAction = 0;
    private readonly CancellationTokenSource _stop = new();
    private readonly TextWriter _error;
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals(TextWriter error)
    {
        _error = error;
        HeedInterrupt();
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

    /// <summary>
    /// A shell starts what a script puts into the background with SIGINT ignored, and the runtime keeps it so. Then `kill -INT` would be
    /// lost; whoever sends it means us.
    /// </summary>
    private static void HeedInterrupt()
    {
        if (!OperatingSystem.IsWindows())
        {
            Signal(Interrupt, DefaultAction);
        }
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int number, nint action);

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

namespace NbaPipeline.Sources;

/// <summary>
/// Reads the files on a thread of its own, so that it costs no time while Kafka is asked how far the replay has come. Ending it early, because
/// the topics hold everything, drops what was read.
/// </summary>
internal sealed class RowLoading : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Task<LoadedRows> _rows;

    public RowLoading(RowLoader loader, DataScan scan, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _rows = Task.Factory.StartNew(
            () => loader.Load(scan, _stop.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    /// <summary>Waits for all rows.</summary>
    /// <exception cref="SourceException">A season asked for is not there, or memory does not suffice.</exception>
    public LoadedRows Await() => _rows.GetAwaiter().GetResult();

    public void Dispose()
    {
        _stop.Cancel();
        ((IAsyncResult)_rows).AsyncWaitHandle.WaitOne(); // until it ends, however it ends: whoever wanted its outcome has it
        _ = _rows.Exception;
        _stop.Dispose();
    }
}

using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded;

/// <summary>
/// One piece of work that is done again and again on a thread of its own, because it waits for the disk. A failure is reported and does not
/// end it; a time that comes while it is still being done is skipped.
/// </summary>
internal sealed class BackgroundWork : IDisposable
{
    private readonly string _name;
    private readonly Action _work;
    private readonly ILogger _logger;
    private readonly AutoResetEvent _due = new(false);
    private readonly ITimer _timer;
    private readonly Thread _thread;
    private volatile bool _stopping;

    public BackgroundWork(string name, TimeSpan interval, Action work, TimeProvider time, ILogger logger)
    {
        _name = name;
        _work = work;
        _logger = logger;
        _timer = time.CreateTimer(static w => ((BackgroundWork)w!)._due.Set(), this, interval, interval);
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Ends it, and waits until it is not being done any more.</summary>
    public void Dispose()
    {
        // Waits for a callback in progress, which would find the event disposed.
        _timer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stopping = true;
        _due.Set();
        _thread.Join();
        _due.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _due.WaitOne();
            if (_stopping)
            {
                return;
            }
            try
            {
                _work();
            }
            catch (Exception e)
            {
                EmbeddedBrokerLog.WorkFailed(_logger, e, _name);
            }
        }
    }
}

using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>
/// The control log on its files (spec section 13). One thread writes: all entries that wait go into one write and, if any of them asks for
/// it, one flush.
/// </summary>
internal sealed partial class ControlLog : IControlLog, ILogStartJournal, IDisposable
{
    private readonly IBrokerFiles _files;
    private readonly ControlLogOptions _options;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource<Exception> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Guards the queue and the state of life below.</summary>
    private readonly Lock _gate = new();
    private readonly Thread? _thread;
    private readonly SemaphoreSlim _signal = new(0);
    private List<PendingEntry> _waiting = [];
    private Exception? _failure;
    private bool _closing;
    private bool _abandoned;

    private ControlLog(IBrokerFiles files, ControlLogOptions options, ControlLogLoader loaded, ILogger logger)
    {
        (_files, _options, _logger) = (files, options, logger);
        State = loaded.State;
        _lastSequence = loaded.LastSequence;
        if (loaded.FileFirstSequence != 0)
        {
            _file = files.Open(ControlFiles.LogPath(loaded.FileFirstSequence));
            _length = loaded.FileLength;
        }

        _rollAtBytes = options.MaxFileBytes;
        if (!options.WriteOnCaller)
        {
            _thread = new Thread(WriteLoop) { IsBackground = true, Name = "control log" };
            _thread.Start();
        }
    }

    /// <summary>What the entries add up to. Free to read until the first append after the load; then it belongs to the writer.</summary>
    public ControlState State { get; }

    public long LastSequence => Volatile.Read(ref _lastSequence);

    /// <summary>Completes with the reason when the log can no longer be written; the broker must then stop.</summary>
    public Task<Exception> Stopped => _stopped.Task;

    /// <exception cref="ControlLogException">The log is damaged before its tail; the message names file and position.</exception>
    public static ControlLog Open(IBrokerFiles files, ControlLogOptions options, ILogger logger)
    {
        if (!files.DirectoryExists(ControlFiles.Directory))
        {
            files.CreateDirectory(ControlFiles.Directory);
            files.FlushDirectory("");
        }

        var loader = new ControlLogLoader(files, logger);
        loader.Load();
        return new ControlLog(files, options, loader, logger);
    }

    public ValueTask<long> AppendAsync(ControlEntry entry, bool alwaysFlush = false)
    {
        bool flush = _options.Policy switch
        {
            FlushPolicy.EveryAck => true,
            FlushPolicy.Never => false,
            _ => alwaysFlush || entry.AlwaysFlush,
        };
        var pending = new PendingEntry(entry, flush);
        lock (_gate)
        {
            if (_failure is not null || _closing || _waiting.Count >= _options.MaxWaiting)
            {
                return ValueTask.FromException<long>(Refusal());
            }

            _waiting.Add(pending);
            if (_thread is null)
            {
                WriteWaiting();
            }
        }

        if (_thread is not null)
        {
            _signal.Release();
        }

        return new(pending.Task);
    }

    public void MarkersFlushed(long sequence)
    {
        lock (_gate)
        {
            Volatile.Write(ref _markersFlushed, Math.Max(_markersFlushed, sequence));
        }
    }

    void ILogStartJournal.LogStartMoved(Guid topicId, int partition, long offset) =>
        AppendAsync(new LogStartMoved(topicId, partition, offset)).AsTask().GetAwaiter().GetResult();

    /// <summary>Writes what waits, flushes and closes; nothing more is accepted.</summary>
    public void Close()
    {
        StopWriter(abandon: false);
        if (_failure is null)
        {
            Flush();
        }

        Dispose();
    }

    /// <summary>Closes the file as it is, as a kill would; what waits fails.</summary>
    public void Dispose()
    {
        StopWriter(abandon: true);
        lock (_flushGate)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private void StopWriter(bool abandon)
    {
        lock (_gate)
        {
            _closing = true;
            _abandoned |= abandon;
        }

        if (_thread is not null)
        {
            _signal.Release();
            _thread.Join();
        }
    }

    private ControlLogException Refusal() =>
        new(
            _failure is not null ? "The control log stopped: " + _failure.Message
                : _closing ? "The control log is closed."
                : $"{_options.MaxWaiting} entries wait for the control log; no more are accepted.",
            _failure
        )
        {
            IsUndone = true,
        };
}

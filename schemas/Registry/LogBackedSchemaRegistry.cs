using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Avro;

namespace NbaPipeline.SchemaRegistry;

/// <summary>The registry over a log that several processes share; docs/schema-registry.md has states and crash points.</summary>
public abstract partial class LogBackedSchemaRegistry : ISchemaRegistry, IDisposable
{
    private readonly Lock _io = new(); // held while the log is read or written
    private readonly Lock _gate = new(); // held for moments, for the state; taken inside _io, never around it
    private readonly SchemaState _state = new();
    private readonly Dictionary<int, AvroSchema> _parsed = [];
    private readonly ISchemaLog _log;
    private readonly ILogger _logger;
    private readonly int _startTimeoutMs;
    private readonly int _readTimeoutMs;
    private readonly int _maxAttempts;
    private bool _opened;
    private volatile bool _loaded;

    private protected LogBackedSchemaRegistry(ISchemaLog log, ILogger? logger, int startTimeoutMs, int readTimeoutMs, int maxAttempts)
    {
        _log = log;
        _logger = logger ?? NullLogger.Instance;
        _startTimeoutMs = startTimeoutMs;
        _readTimeoutMs = readTimeoutMs;
        _maxAttempts = maxAttempts;
    }

    /// <summary>Records of the log that were skipped because they could not be read; normally 0.</summary>
    public int SkippedRecords
    {
        get
        {
            lock (_gate)
            {
                return _state.SkippedRecords;
            }
        }
    }

    /// <summary>Opens the log and reads it to its end, so that later calls do not wait for it. Does nothing when that was done.</summary>
    /// <exception cref="SchemaLogException">It could not be read to its end in time.</exception>
    public void Load()
    {
        if (!_loaded)
        {
            Refresh();
        }
    }

    /// <summary>Closes the log.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the log.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _log.Dispose();
        }
    }

    /// <summary>Reads what the log has got since the last time, to the end it has when this begins.</summary>
    private void Refresh()
    {
        lock (_io)
        {
            RefreshHoldingIo();
        }
    }

    private void RefreshHoldingIo()
    {
        if (!_opened)
        {
            _log.Open();
            _opened = true;
        }

        var end = _log.EndOffset();
        var from = _state.NextOffset;
        if (end < from)
        {
            throw new SchemaLogException(
                FormattableString.Invariant($"{_log.Name}: read up to offset {from} before, but it ends at {end} now. ")
                    + "It was deleted or truncated while in use; its ids may have changed meaning. Restart this process."
            );
        }

        if (end > from)
        {
            _log.Read(from, end, _loaded ? _readTimeoutMs : _startTimeoutMs, Apply);
        }

        MarkRead(end);
    }

    private void Apply(SchemaLogEntry entry)
    {
        lock (_gate)
        {
            var skipped = _state.SkippedRecords;
            _state.Apply(entry);
            if (_state.SkippedRecords > skipped)
            {
                RegistryLog.Skipped(_logger, _log.Name, _state.LastSkipped!);
            }
        }
    }

    private void MarkRead(long end)
    {
        lock (_gate)
        {
            _state.NextOffset = end; // the log may have gaps at its end
        }

        if (!_loaded)
        {
            _loaded = true;
            RegistryLog.Loaded(_logger, _log.Name, end);
        }
    }
}

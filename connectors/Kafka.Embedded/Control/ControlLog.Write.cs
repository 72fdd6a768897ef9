using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Control;

internal sealed partial class ControlLog
{
    /// <summary>Held while a file is flushed or exchanged, so that <see cref="Flush"/> may run beside the writer.</summary>
    private readonly Lock _flushGate = new();
    private readonly ControlWriter _writer = new();
    private IBrokerFile? _file;
    private long _length;
    private long _lastSequence;

    /// <summary>Of the last flush; −1 before it, since what a killed broker wrote may not be on the disk.</summary>
    private long _flushedSequence = -1;
    private long _markersFlushed;
    private long _outcomesForgotten;
    private int _writeFailures;

    /// <summary>Returns when everything written before is on the disk. Blocks: for a thread that may wait for the disk.</summary>
    /// <exception cref="ControlLogException">The flush failed, which is final.</exception>
    public void Flush()
    {
        lock (_flushGate)
        {
            long sequence = LastSequence;
            if (_file is null || !Flushes || sequence == _flushedSequence)
            {
                return;
            }

            try
            {
                _file.Flush();
                _flushedSequence = sequence;
            }
            catch (Exception e)
            {
                throw Fail("flushing", e);
            }
        }
    }

    /// <summary>Everything written is flushed, so <see cref="Flush"/> has nothing to do.</summary>
    public bool IsFlushed => !Flushes || Volatile.Read(ref _flushedSequence) == LastSequence;

    private bool Flushes => _options.Policy != FlushPolicy.Never;

    private void WriteLoop()
    {
        while (true)
        {
            _signal.Wait();
            List<PendingEntry> batch;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    if (_closing)
                    {
                        return;
                    }

                    continue;
                }

                (batch, _waiting) = (_waiting, []);
                if (_abandoned)
                {
                    batch.ForEach(pending => pending.Fail(Refusal()));
                    continue;
                }
            }

            WriteBatch(batch);
        }
    }

    private void WriteWaiting()
    {
        (List<PendingEntry> batch, _waiting) = (_waiting, []);
        WriteBatch(batch);
    }

    /// <summary>Writes the entries, applies them, flushes if one asks for it, and releases the callers. Never throws.</summary>
    private void WriteBatch(List<PendingEntry> batch)
    {
        try
        {
            PrepareFile();
            Write(batch);
            ForgetOutcomes();
            foreach (PendingEntry pending in batch)
            {
                State.Apply(pending.Entry, pending.Sequence);
                if (!pending.Flush)
                {
                    pending.Complete();
                }
            }

            if (batch.Exists(pending => pending.Flush))
            {
                Flush();
                batch.ForEach(pending => pending.Complete());
            }
        }
        catch (Exception e)
        {
            ControlLogException reason = e as ControlLogException ?? Fail("writing", e);
            batch.ForEach(pending => pending.Fail(reason));
        }
    }

    /// <summary>Under Never nothing is ever known to be flushed, and nothing is promised for a power failure.</summary>
    private void ForgetOutcomes()
    {
        long flushed = _options.Policy == FlushPolicy.Never ? _lastSequence : Volatile.Read(ref _markersFlushed);
        if (flushed > _outcomesForgotten)
        {
            State.MarkersFlushed(flushed);
            _outcomesForgotten = flushed;
        }
    }

    private void Write(List<PendingEntry> batch)
    {
        _writer.Clear();
        long sequence = _lastSequence;
        foreach (PendingEntry pending in batch)
        {
            pending.Sequence = ++sequence;
            ControlRecord.Write(_writer, pending.Entry, sequence);
        }

        try
        {
            _file!.Write(_length, _writer.Written);
        }
        catch (IOException e)
        {
            throw UndoWrite(e);
        }

        _writeFailures = 0;
        _length += _writer.Length;
        Volatile.Write(ref _lastSequence, sequence);
    }

    /// <summary>After a failed write the file is cut back to its last whole record; when that fails too, or at the second failure running, the log stops.</summary>
    private ControlLogException UndoWrite(IOException cause)
    {
        try
        {
            _file!.Truncate(_length);
        }
        catch (Exception e)
        {
            return Fail("truncating after a failed write", e);
        }

        if (++_writeFailures > 1)
        {
            return Fail("writing", cause);
        }

        WriteFailed(_logger, _file.Path, cause.Message);
        return new($"Writing {_writer.Length} bytes to '{_file.Path}' at position {_length} failed: {cause.Message}", cause)
        {
            IsUndone = true,
        };
    }

    private ControlLogException Fail(string what, Exception cause)
    {
        var reason = new ControlLogException(
            $"The control log failed while {what} '{_file?.Path}' at position {_length}: {cause.Message}",
            cause
        );
        lock (_gate)
        {
            _failure ??= reason;
        }

        LogFailed(_logger, reason.Message);
        _stopped.TrySetResult(reason);
        return reason;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}. The broker must stop")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A write to '{Path}' failed and was undone: {Reason}")]
    private static partial void WriteFailed(ILogger logger, string path, string reason);
}

using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <content>Appending (spec section 8.2).</content>
internal sealed partial class PartitionLog
{
    private const long WarnAgeMs = 7L * 86_400_000;

    // Guarded by _sync.
    private int _writeFailures;
    private bool _warnedOfOldRecords;

    /// <summary>
    /// Checks a batch of a client and stores it. Offset, leader epoch and, on LogAppendTime topics, the time are written into <paramref name="batch"/> itself.
    /// In memory nothing changes unless the write succeeded. Durable after <see cref="FlushedTo"/> of the answer's end offset.
    /// </summary>
    public AppendResult Append(Memory<byte> batch, in AppendRequest request)
    {
        var config = _config;
        var bytes = batch.Span;
        var nowMs = _environment.NowMs;
        // All that depends on the batch alone is done before the lock.
        var refusal = BatchValidator.Validate(bytes, config, request.ApiVersion, nowMs, out var header);
        if (refusal.Error != ErrorCode.None)
        {
            return refusal;
        }
        if (_environment.IsDiskFull)
        {
            return AppendResult.Failed(ErrorCode.KafkaStorageError, "The broker's disk is nearly full (MinFreeBytes).");
        }
        SetTime(bytes, header, config, nowMs);
        AppendResult result;
        var newBytes = -1L;
        lock (_sync)
        {
            result = AppendLocked(bytes, header, request, nowMs);
            if (result.Error == ErrorCode.None)
            {
                newBytes = UpdateVisible();
            }
        }
        AfterAppend(newBytes);
        return result;
    }

    private static void SetTime(Span<byte> bytes, in BatchHeader header, LogConfig config, long nowMs)
    {
        if (config.LogAppendTime)
        {
            BatchEdit.SetAppendTime(bytes, nowMs);
        }
        else if (header.IsAppendTime)
        {
            BatchEdit.ClearAppendTime(bytes);
        }
    }

    private AppendResult AppendLocked(Span<byte> bytes, in BatchHeader header, in AppendRequest request, long nowMs)
    {
        if (_isDeleted)
        {
            return AppendResult.Failed(ErrorCode.UnknownTopicOrPartition);
        }
        if (_failure is not null || _isStopping)
        {
            return AppendResult.Failed(ErrorCode.KafkaStorageError, _failure ?? "The broker stops.");
        }
        if (header.ProducerId >= 0)
        {
            var error = _producers.Check(header, request, TopicId, Partition, out var repeated);
            if (error != ErrorCode.None)
            {
                return AppendResult.Failed(error, Explain(error, header));
            }
            if (repeated is { } original)
            {
                return new AppendResult(ErrorCode.None, null, original.BaseOffset, original.LogAppendTimeMs, original.EndOffset, null);
            }
        }
        try
        {
            var stored = Write(bytes, header.LastOffsetDelta, nowMs);
            if (stored.ProducerId >= 0)
            {
                _producers.Appended(stored, nowMs);
            }
            WarnOfOldRecords(stored, nowMs);
            return new AppendResult(
                ErrorCode.None,
                null,
                stored.BaseOffset,
                stored.IsAppendTime ? stored.MaxTimestamp : -1,
                stored.LastOffset + 1,
                null
            );
        }
        catch (BrokerStorageException e)
        {
            return AppendResult.Failed(ErrorCode.KafkaStorageError, e.Message);
        }
    }

    /// <summary>Under the lock: gives the batch its place and writes it. Returns its header as stored.</summary>
    /// <exception cref="BrokerStorageException">It was not stored; nothing has changed.</exception>
    private BatchHeader Write(Span<byte> bytes, int lastOffsetDelta, long nowMs)
    {
        RollIfDue(bytes.Length, lastOffsetDelta, nowMs);
        BatchEdit.SetPlace(bytes, _logEnd, _epochs.Current);
        var active = Active;
        try
        {
            _activeFile.Write(active.LengthBytes, bytes);
        }
        catch (Exception e) when (IsDiskError(e))
        {
            TakeBack(active, bytes.Length, e);
            throw new BrokerStorageException($"{Name}: writing {bytes.Length} bytes failed: {e.Message}", e);
        }
        var stored = new BatchHeader(bytes);
        active.Appended(stored, nowMs);
        Volatile.Write(ref _logEnd, stored.LastOffset + 1);
        Volatile.Write(ref _sizeBytes, _sizeBytes + bytes.Length);
        _appendedBytes += bytes.Length;
        CountForFlush(stored, nowMs);
        return stored;
    }

    // What was half written must not stay: the next append would lie behind it.
    private void TakeBack(Segment active, int bytes, Exception reason)
    {
        _environment.Logger.WriteFailed(reason, Name, bytes, active.File.Path, active.LengthBytes);
        try
        {
            _activeFile.Truncate(active.LengthBytes);
        }
        catch (Exception e) when (IsDiskError(e))
        {
            Fail("taking back a failed write", e);
            return;
        }
        if (++_writeFailures > 1)
        {
            Fail("a second write", reason);
        }
    }

    /// <summary>Under the lock: from here on the partition can only be read.</summary>
    private void Fail(string what, Exception reason)
    {
        if (_failure is null)
        {
            Volatile.Write(ref _failure, $"{Name}: {what} failed ({reason.Message}); it can only be read until the broker is restarted.");
            _environment.Logger.PartitionFailed(reason, Name, Name.Directory, what);
        }
    }

    /// <summary>Without locks: has the flush done that the append asked for, and wakes readers.</summary>
    private void AfterAppend(long newBytes)
    {
        if (HasWork)
        {
            _environment.Flusher.Enqueue(this);
        }
        if (UnsealedSegments > MaxRolled)
        {
            SealRolled();
        }
        Notify(newBytes);
    }

    private void WarnOfOldRecords(in BatchHeader stored, long nowMs)
    {
        if (
            !_warnedOfOldRecords
            && _config is { RetentionIsDefault: true, RetentionMs: < 0, Delete: true }
            && stored.MaxTimestamp >= 0
            && nowMs - stored.MaxTimestamp > WarnAgeMs
        )
        {
            _warnedOfOldRecords = true;
            _environment.Logger.OldRecords(Name);
        }
    }

    private static string? Explain(ErrorCode error, in BatchHeader batch) =>
        error switch
        {
            ErrorCode.OutOfOrderSequenceNumber =>
                $"Producer {batch.ProducerId} (epoch {batch.ProducerEpoch}): sequence {batch.BaseSequence} does not follow.",
            ErrorCode.InvalidProducerEpoch => $"Producer {batch.ProducerId}: epoch {batch.ProducerEpoch} is not the newest.",
            _ => null,
        };

    private static bool IsDiskError(Exception e) => e is IOException or UnauthorizedAccessException or ObjectDisposedException;
}

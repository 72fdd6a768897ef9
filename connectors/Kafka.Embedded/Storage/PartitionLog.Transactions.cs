namespace NbaPipeline.Kafka.Embedded.Storage;

/// <content>Markers and views of the producers (spec sections 9 to 11).</content>
internal sealed partial class PartitionLog
{
    /// <summary>Ends the producer's transaction here; where it has none, the marker only tells its epoch. Returns the marker's offset.</summary>
    /// <exception cref="BrokerStorageException">The marker was not written, or the partition was deleted.</exception>
    public long AppendMarker(long producerId, short epoch, bool commit)
    {
        var nowMs = _environment.NowMs;
        Span<byte> bytes = stackalloc byte[ControlBatch.SizeBytes];
        ControlBatch.Write(bytes, producerId, epoch, commit, nowMs, _config.LogAppendTime);
        long newBytes;
        long offset;
        lock (_sync)
        {
            if (_isDeleted || _isStopping || _failure is not null)
            {
                throw new BrokerStorageException(
                    _failure ?? $"{Name} is {(_isDeleted ? "deleted" : "closed")}: no marker for producer {producerId}."
                );
            }
            offset = Write(bytes, 0, nowMs).BaseOffset;
            var firstOffset = _producers.Ended(producerId, epoch, nowMs);
            if (firstOffset >= 0 && !commit)
            {
                Active.AddAborted(new AbortedEntry(producerId, firstOffset, offset, Math.Min(_producers.FirstOpenOffset, offset + 1)));
            }
            newBytes = UpdateVisible();
        }
        AfterAppend(newBytes);
        return offset;
    }

    /// <summary>The open transaction of a producer in this partition, if it has one.</summary>
    public OpenTransaction? FindOpenTransaction(long producerId)
    {
        lock (_sync)
        {
            return _producers.TryGet(producerId, out var state) && state.TransactionFirstOffset >= 0 ? ToOpen(state) : null;
        }
    }

    /// <summary>All open transactions, oldest first.</summary>
    public IReadOnlyList<OpenTransaction> OpenTransactions()
    {
        lock (_sync)
        {
            return [.. _producers.Open.Select(ToOpen)];
        }
    }

    public IReadOnlyList<ActiveProducer> ActiveProducers()
    {
        lock (_sync)
        {
            return
            [
                .. _producers.All.Select(s => new ActiveProducer(
                    s.ProducerId,
                    s.Epoch,
                    s.Window.LastSequence,
                    s.LastUsedMs,
                    s.TransactionFirstOffset
                )),
            ];
        }
    }

    private OpenTransaction ToOpen(ProducerState state) => new(state.ProducerId, state.Epoch, state.TransactionFirstOffset, _logEnd);
}

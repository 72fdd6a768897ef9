using System.Diagnostics.CodeAnalysis;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>The producers of a partition (spec section 10): what they may append next, and which transactions are open. Guarded by the partition's lock.</summary>
internal sealed class ProducerStates(int maxProducers)
{
    // Rough size of an entry with its place in the table; for the report of memory only.
    private const int EntryBytes = 250;

    private readonly Dictionary<long, ProducerState> _states = [];

    // By first offset, ascending: a new transaction always begins behind all others.
    private readonly List<ProducerState> _open = [];

    public int Count => _states.Count;

    public long SizeBytes => (long)_states.Count * EntryBytes;

    public IReadOnlyCollection<ProducerState> All => _states.Values;

    public IReadOnlyList<ProducerState> Open => _open;

    /// <summary>First offset of the oldest open transaction; <see cref="long.MaxValue"/> without one.</summary>
    public long FirstOpenOffset => _open.Count == 0 ? long.MaxValue : _open[0].TransactionFirstOffset;

    public bool TryGet(long producerId, [MaybeNullWhen(false)] out ProducerState state) => _states.TryGetValue(producerId, out state);

    /// <summary>Decides on a batch of an idempotent or transactional producer, by the table of section 10 and in its order. Changes nothing.</summary>
    public ErrorCode Check(in BatchHeader batch, in AppendRequest request, Guid topicId, int partition, out ProducedBatch? repeated)
    {
        repeated = null;
        var state = _states.GetValueOrDefault(batch.ProducerId);
        if (
            state is not null
            && state.Epoch == batch.ProducerEpoch
            && state.Window.TryFind(batch.BaseSequence, batch.LastSequence, out var found)
        )
        {
            repeated = found;
            return ErrorCode.None;
        }
        var isOpen = state is { TransactionFirstOffset: >= 0 };
        // A transaction goes on under the epoch that opened it; any other epoch the coordinator must know (KIP-890).
        if (batch.IsTransactional && !(isOpen && state!.Epoch == batch.ProducerEpoch))
        {
            var refusal = request.Verifier.Verify(
                request.TransactionalId,
                batch.ProducerId,
                batch.ProducerEpoch,
                topicId,
                partition,
                request.ApiVersion
            );
            if (refusal != ErrorCode.None)
            {
                return refusal;
            }
        }
        if (state is null)
        {
            // Unknown or expired: there is nothing to compare with.
            return ErrorCode.None;
        }
        if (batch.ProducerEpoch < state.Epoch)
        {
            return ErrorCode.InvalidProducerEpoch;
        }
        var expected = batch.ProducerEpoch == state.Epoch ? Sequence.Add(state.Window.LastSequence, 1) : 0;
        if (batch.BaseSequence != expected)
        {
            return ErrorCode.OutOfOrderSequenceNumber;
        }
        return isOpen && !batch.IsTransactional ? ErrorCode.InvalidTxnState : ErrorCode.None;
    }

    /// <summary>Takes note of a batch that was written, or is read again after a start; the log is right, so nothing is checked.</summary>
    public void Appended(in BatchHeader batch, long nowMs)
    {
        var state = GetOrAdd(batch.ProducerId, batch.ProducerEpoch);
        state.SetEpoch(batch.ProducerEpoch);
        state.LastUsedMs = nowMs;
        state.Window.Push(new ProducedBatch(batch));
        // A batch that compaction emptied keeps the sequences, but its transaction ended long ago.
        if (batch is { IsTransactional: true, Count: > 0 } && state.TransactionFirstOffset < 0)
        {
            Begin(state, batch.BaseOffset);
        }
    }

    /// <summary>Takes note of a marker. Returns the first offset of the transaction it ended, -1 if there was none.</summary>
    public long Ended(long producerId, short epoch, long nowMs)
    {
        var state = GetOrAdd(producerId, epoch);
        if (epoch > state.Epoch)
        {
            state.SetEpoch(epoch);
        }
        state.LastUsedMs = nowMs;
        var firstOffset = state.TransactionFirstOffset;
        if (firstOffset >= 0)
        {
            state.TransactionFirstOffset = -1;
            _open.Remove(state);
        }
        return firstOffset;
    }

    /// <summary>Adds a producer as a snapshot has it.</summary>
    public void Restore(ProducerState state)
    {
        _states[state.ProducerId] = state;
        if (state.TransactionFirstOffset >= 0)
        {
            Begin(state, state.TransactionFirstOffset);
        }
    }

    /// <summary>Forgets producers unused since <paramref name="beforeMs"/> that have no open transaction.</summary>
    public void Expire(long beforeMs)
    {
        foreach (var state in _states.Values.Where(s => s.TransactionFirstOffset < 0 && s.LastUsedMs < beforeMs).ToList())
        {
            _states.Remove(state.ProducerId);
        }
    }

    private void Begin(ProducerState state, long firstOffset)
    {
        state.TransactionFirstOffset = firstOffset;
        var at = _open.Count;
        while (at > 0 && _open[at - 1].TransactionFirstOffset > firstOffset)
        {
            at--;
        }
        _open.Insert(at, state);
    }

    private ProducerState GetOrAdd(long producerId, short epoch)
    {
        if (!_states.TryGetValue(producerId, out var state))
        {
            if (_states.Count >= maxProducers)
            {
                ForgetOldest();
            }
            state = new ProducerState(producerId, epoch);
            _states.Add(producerId, state);
        }
        return state;
    }

    // A tenth at a time, so that a flood of new ids costs little per id.
    private void ForgetOldest()
    {
        var idle = _states
            .Values.Where(s => s.TransactionFirstOffset < 0)
            .OrderBy(s => s.LastUsedMs)
            .Take(Math.Max(1, maxProducers / 10))
            .ToList();
        foreach (var state in idle)
        {
            _states.Remove(state.ProducerId);
        }
    }
}

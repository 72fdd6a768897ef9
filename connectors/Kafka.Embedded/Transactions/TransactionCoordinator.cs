using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Transactions;

/// <summary>
/// Transactions (spec section 11, KIP-98, KIP-360, KIP-447, KIP-588, KIP-890 part 1). Every change is in the control log before its answer;
/// one lock per transactional id. Lock order: transactional id, then group or partition.
/// </summary>
internal sealed partial class TransactionCoordinator : ITransactionVerifier, IAsyncDisposable
{
    private readonly IControlLog _log;

    /// <summary>Of the control log at start, for the recovery.</summary>
    private readonly TransactionOutcome[] _outcomesAtStart;
    private readonly (string GroupId, long ProducerId)[] _pendingAtStart;

    private readonly TopicCatalogue _topics;
    private readonly ITransactionGroups _groups;
    private readonly ProducerIds _ids;
    private readonly TransactionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TransactionCoordinator> _logger;
    private readonly ConcurrentDictionary<string, Transaction> _transactions = new(StringComparer.Ordinal);

    /// <summary><paramref name="start"/> is read here and not kept. Nothing happens until <see cref="RecoverAsync"/>, which must be done before clients are let in; then <see cref="Start"/>.</summary>
    public TransactionCoordinator(
        IControlLog log,
        ControlState start,
        TopicCatalogue topics,
        ITransactionGroups groups,
        ProducerIds ids,
        TransactionOptions options,
        TimeProvider time,
        ILogger<TransactionCoordinator> logger
    )
    {
        (_log, _topics, _groups, _ids, _options, _time, _logger) = (log, topics, groups, ids, options, time, logger);
        _outcomesAtStart = [.. start.Outcomes.Values];
        _pendingAtStart = [.. start.Groups.Values.SelectMany(group => group.Pending.Keys.Select(producerId => (group.Id, producerId)))];
        foreach (TransactionSnapshot snapshot in start.Transactions.Values)
        {
            _transactions[snapshot.TransactionalId] = Restore(snapshot);
        }
    }

    /// <inheritdoc/>
    public ErrorCode Verify(string? transactionalId, long producerId, short epoch, Guid topicId, int partition, short produceVersion)
    {
        PublishedTransaction? published =
            transactionalId is not null && _transactions.TryGetValue(transactionalId, out Transaction? transaction)
                ? transaction.Published
                : null;
        if (published is null || published.Snapshot.ProducerId != producerId)
        {
            return ErrorCode.InvalidProducerIdMapping;
        }

        // Epoch before state: a fenced librdkafka producer must see 47 to raise its fatal error.
        if (published.Snapshot.Epoch != epoch)
        {
            return ErrorCode.InvalidProducerEpoch;
        }

        if (published.Snapshot.IsPrepared)
        {
            return ErrorCode.NotEnoughReplicas;
        }

        bool added = published.Snapshot.State == TransactionState.Ongoing && published.Contains(new(topicId, partition));
        return added ? ErrorCode.None
            : produceVersion >= 11 ? ErrorCode.TransactionAbortable
            : ErrorCode.InvalidTxnState;
    }

    /// <summary>After a restart at least ten seconds are left, so that clients alive through a long outage can still finish.</summary>
    private Transaction Restore(TransactionSnapshot snapshot)
    {
        var transaction = new Transaction(snapshot.TransactionalId) { LastUsedTimestamp = _time.GetTimestamp() };
        long elapsedMs = Math.Max(0, NowMs - snapshot.StartTimeMs);
        transaction.DeadlineTimestamp = TimestampIn(Math.Max(Math.Min(snapshot.TimeoutMs, 10_000), snapshot.TimeoutMs - elapsedMs));
        transaction.Publish(snapshot);
        return transaction;
    }

    /// <summary>The transactional id with its lock taken, or null if there is none.</summary>
    private async ValueTask<Transaction?> LockAsync(string id)
    {
        while (_transactions.TryGetValue(id, out Transaction? transaction))
        {
            await transaction.Lock.WaitAsync();
            if (!transaction.IsDead)
            {
                return transaction;
            }

            transaction.Lock.Release();
        }

        return null;
    }

    private async ValueTask<Transaction> LockOrAddAsync(string id)
    {
        while (true)
        {
            _transactions.TryAdd(id, new Transaction(id));
            if (await LockAsync(id) is { } transaction)
            {
                return transaction;
            }
        }
    }

    /// <summary>Takes the id out; its lock is held.</summary>
    private void Remove(Transaction transaction)
    {
        transaction.IsDead = true;
        _transactions.TryRemove(new(transaction.Id, transaction));
    }

    /// <summary>Writes a state that carries no outcome, and lets everybody see it.</summary>
    private async Task WriteAsync(Transaction transaction, TransactionSnapshot next, bool flush)
    {
        await _log.AppendAsync(new Control.Entries.TransactionChanged(next), flush);
        if (next.State == TransactionState.Ongoing && transaction.Snapshot?.State != TransactionState.Ongoing)
        {
            transaction.DeadlineTimestamp = TimestampIn(next.TimeoutMs);
        }

        transaction.LastUsedTimestamp = _time.GetTimestamp();
        transaction.Publish(next);
    }

    /// <summary>Error 90 exists for a request only from some version on; older clients know 47 (spec section 11.5).</summary>
    private static ErrorCode Fenced(short apiVersion, short since) =>
        apiVersion >= since ? ErrorCode.ProducerFenced : ErrorCode.InvalidProducerEpoch;

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private long TimestampIn(long milliseconds) => _time.GetTimestamp() + (long)(milliseconds / 1000.0 * _time.TimestampFrequency);
}

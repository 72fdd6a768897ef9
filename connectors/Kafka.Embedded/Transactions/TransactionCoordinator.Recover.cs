using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Transactions;

internal sealed partial class TransactionCoordinator
{
    /// <summary>
    /// Gives every open transaction of every partition an end or an owner (spec section 11.7), so that no last stable offset hangs. To be done
    /// after logs and groups are loaded and before clients are let in; doing it twice changes nothing more.
    /// </summary>
    /// <exception cref="IOException">A marker or record could not be written: the broker cannot start.</exception>
    public async Task RecoverAsync(bool powerLossSuspected)
    {
        ReportTorn(_outcomesAtStart);
        if (powerLossSuspected)
        {
            ReportUnknownCommits(_outcomesAtStart);
        }

        EndOpenTransactions(_outcomesAtStart);
        await FinishPreparedAsync();
        if (powerLossSuspected)
        {
            await FenceAllAsync();
        }

        HashSet<long> open =
        [
            .. Snapshots().Where(state => state.State == TransactionState.Ongoing || state.IsPrepared).Select(state => state.ProducerId),
        ];
        foreach ((string groupId, long producerId) in _pendingAtStart)
        {
            if (!open.Contains(producerId))
            {
                await _log.AppendAsync(new PendingOffsetsDropped(groupId, producerId));
                _groups.CompleteTransaction(groupId, producerId, commit: false);
            }
        }
    }

    private void EndOpenTransactions(TransactionOutcome[] outcomes)
    {
        ILookup<long, TransactionOutcome> byProducer = outcomes.ToLookup(outcome => outcome.ProducerId);
        Dictionary<long, PublishedTransaction> ongoing = _transactions
            .Values.Select(transaction => transaction.Published!)
            .Where(published => published.Snapshot.State == TransactionState.Ongoing)
            .ToDictionary(published => published.Snapshot.ProducerId);
        foreach (PartitionLog log in _topics.All.SelectMany(topic => topic.Partitions))
        {
            foreach (OpenTransaction open in log.OpenTransactions())
            {
                TransactionPartition here = new(log.TopicId, log.Partition);
                TransactionOutcome? outcome = byProducer[open.ProducerId]
                    .FirstOrDefault(kept =>
                        open.Epoch <= kept.Epoch
                        && kept.Partitions.Any(partition => IsAt(partition, log) && partition.FirstOffset == open.FirstOffset)
                    );
                if (outcome is not null)
                {
                    log.AppendMarker(open.ProducerId, outcome.Epoch, outcome.Commit);
                    MarkerRepeated(_logger, outcome.TransactionalId, log.Name, outcome.Commit);
                    continue;
                }

                bool goesOn =
                    ongoing.TryGetValue(open.ProducerId, out PublishedTransaction? published)
                    && published.Snapshot.Epoch == open.Epoch
                    && published.Contains(here.Key);
                if (!goesOn)
                {
                    log.AppendMarker(open.ProducerId, open.Epoch, commit: false);
                    UnknownAborted(_logger, log.Name, open.FirstOffset, open.ProducerId, open.Epoch);
                }
            }
        }
    }

    private async Task FinishPreparedAsync()
    {
        foreach (Transaction transaction in _transactions.Values)
        {
            TransactionSnapshot state = transaction.Snapshot!;
            if (!state.IsPrepared)
            {
                continue;
            }

            // A partition whose data had no marker has it by now; elsewhere the marker was written or ends nothing.
            transaction.Marked.UnionWith(state.Partitions.Select(partition => partition.Key));
            Demand(await FinishAsync(transaction), transaction);
        }
    }

    /// <summary>
    /// An Ongoing record may be lost, and then the state is that of the transaction before, whose repeated commit would be answered with
    /// success. No producer may go on with an epoch from before the power failure.
    /// </summary>
    private async Task FenceAllAsync()
    {
        var writes = new List<Task>();
        foreach (Transaction transaction in _transactions.Values)
        {
            TransactionSnapshot state = transaction.Snapshot!;
            if (state.State == TransactionState.Ongoing)
            {
                Demand(await CompleteAsync(transaction, commit: false, Fence(state)), transaction);
            }
            else
            {
                writes.Add(
                    WriteAsync(transaction, Fence(state) with { State = TransactionState.Empty, LastUpdateMs = NowMs }, flush: true)
                );
            }
        }

        await Task.WhenAll(writes);
    }

    /// <summary>A committed transaction that a power failure took data from.</summary>
    private void ReportTorn(TransactionOutcome[] outcomes)
    {
        foreach (TransactionOutcome outcome in outcomes)
        {
            foreach (TransactionPartition partition in outcome.Partitions)
            {
                PartitionLog? log = _topics.Find(partition.TopicId, partition.Partition);
                if (outcome.Commit && log is not null && partition.EndOffset > log.LogEnd)
                {
                    TornTransactions++;
                    Torn(_logger, outcome.TransactionalId, log.Name, partition.EndOffset, log.LogEnd);
                }
            }
        }
    }

    /// <summary>
    /// A commit marker later than all that the control log knows of its producer: the outcome was decided and lost, and partitions that lost
    /// their marker too are aborted.
    /// </summary>
    private void ReportUnknownCommits(TransactionOutcome[] outcomes)
    {
        ILookup<long, TransactionOutcome> byProducer = outcomes.ToLookup(outcome => outcome.ProducerId);
        Dictionary<long, TransactionSnapshot> states = Snapshots().ToDictionary(state => state.ProducerId);
        foreach (PartitionLog log in _topics.All.SelectMany(topic => topic.Partitions))
        {
            foreach (TailMarker marker in log.Recovery.TailMarkers.Where(marker => marker.IsCommit && marker.FirstOffset >= 0))
            {
                bool isKnown = byProducer[marker.ProducerId]
                    .Any(kept => kept.Partitions.Any(partition => IsAt(partition, log) && partition.FirstOffset == marker.FirstOffset));
                if (!isKnown && states.TryGetValue(marker.ProducerId, out TransactionSnapshot? state) && marker.TimeMs > state.LastUpdateMs)
                {
                    TornTransactions++;
                    UnknownCommit(_logger, state.TransactionalId, log.Name, marker.Offset);
                }
            }
        }
    }

    private static bool IsAt(TransactionPartition partition, PartitionLog log) =>
        partition.TopicId == log.TopicId && partition.Partition == log.Partition;

    /// <summary>Partitions in which the last start found a committed transaction without all its data: only after a power failure, never under EveryAck.</summary>
    public int TornTransactions { get; private set; }

    private static void Demand(ErrorCode error, Transaction transaction)
    {
        if (error != ErrorCode.None)
        {
            throw new ControlLogException(
                $"The transaction of '{transaction.Id}' could not be ended at start ({error}); the log says why."
            );
        }
    }

    private IEnumerable<TransactionSnapshot> Snapshots() =>
        _transactions.Values.Select(transaction => transaction.Snapshot).OfType<TransactionSnapshot>();

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Transactional id '{Id}': the marker in {Partition} was missing and is written (commit: {Commit})"
    )]
    private static partial void MarkerRepeated(ILogger logger, string id, PartitionName partition, bool commit);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Partition}: the transaction from offset {Offset} of producer {ProducerId} epoch {Epoch} has no known owner and is aborted"
    )]
    private static partial void UnknownAborted(ILogger logger, PartitionName partition, long offset, long producerId, short epoch);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Torn transaction: '{Id}' committed data up to offset {End} in {Partition}, which now ends at {LogEnd}"
    )]
    private static partial void Torn(ILogger logger, string id, PartitionName partition, long end, long logEnd);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Torn transaction: {Partition} has a commit marker of '{Id}' at offset {Offset} that the control log does not know"
    )]
    private static partial void UnknownCommit(ILogger logger, string id, PartitionName partition, long offset);
}

using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Transactions;

internal sealed partial class TransactionCoordinator
{
    private const short FencedErrorSinceEnd = 2;

    /// <summary>EndTxn: answers when the markers are in every partition and the offsets of groups are visible (spec section 1.3).</summary>
    public async Task<EndTxnResponse> EndAsync(EndTxnRequest request, RequestContext context)
    {
        ErrorCode error = await ChangeAsync(
            request.TransactionalId,
            request.ProducerId,
            request.ProducerEpoch,
            Fenced(context.ApiVersion, FencedErrorSinceEnd),
            transaction => EndLockedAsync(transaction, request.Committed)
        );
        return new() { ErrorCode = (short)error };
    }

    private async Task<ErrorCode> EndLockedAsync(Transaction transaction, bool commit)
    {
        TransactionSnapshot state = transaction.Snapshot!;
        return state.State switch
        {
            TransactionState.Ongoing => await CompleteAsync(transaction, commit, state),
            TransactionState.CompleteCommit => commit ? ErrorCode.None : ErrorCode.InvalidTxnState,
            TransactionState.CompleteAbort => commit ? ErrorCode.InvalidTxnState : ErrorCode.None,
            TransactionState.PrepareCommit => commit ? ErrorCode.ConcurrentTransactions : ErrorCode.InvalidTxnState,
            TransactionState.PrepareAbort => commit ? ErrorCode.InvalidTxnState : ErrorCode.ConcurrentTransactions,
            _ => ErrorCode.InvalidTxnState,
        };
    }

    /// <summary>
    /// Spec section 11.3 from step 0. <paramref name="fenced"/> is the present state, with a raised epoch when the producer is to be fenced.
    /// </summary>
    /// <returns>None when all is done; 51 when the outcome is decided but the rest must be tried again; 15 when nothing was decided.</returns>
    private async Task<ErrorCode> CompleteAsync(Transaction transaction, bool commit, TransactionSnapshot fenced)
    {
        TransactionSnapshot before = transaction.Snapshot!;
        TransactionSnapshot prepare = fenced with
        {
            State = commit ? TransactionState.PrepareCommit : TransactionState.PrepareAbort,
            LastUpdateMs = NowMs,
        };

        // Before any partition is looked at: from here on no batch can open the transaction again somewhere and follow its marker.
        transaction.Publish(prepare);
        try
        {
            List<TransactionPartition> measured = [.. prepare.Partitions.Select(partition => Measure(partition, prepare.ProducerId))];
            if (commit && _options.Policy == FlushPolicy.EveryAck)
            {
                await FlushDataAsync(measured);
            }

            prepare = prepare with { Partitions = measured };
            await _log.AppendAsync(new TransactionChanged(prepare), alwaysFlush: prepare.Epoch != before.Epoch);
        }
        catch (Exception e) when (e is BrokerStorageException or ControlLogException { IsUndone: true })
        {
            transaction.Publish(before);
            WriteFailed(_logger, transaction.Id, e.Message);
            return ErrorCode.CoordinatorNotAvailable;
        }
        catch (ControlLogException)
        {
            transaction.IsUnknown = true;
            throw;
        }

        transaction.Marked.Clear();
        transaction.Publish(prepare);
        return await FinishAsync(transaction);
    }

    private TransactionPartition Measure(TransactionPartition partition, long producerId) =>
        _topics.Find(partition.TopicId, partition.Partition)?.FindOpenTransaction(producerId) is { } open
            ? partition with
            {
                FirstOffset = open.FirstOffset,
                EndOffset = open.End,
            }
            : partition;

    private Task FlushDataAsync(List<TransactionPartition> partitions) =>
        Task.WhenAll(
            partitions
                .Where(partition => partition.EndOffset >= 0)
                .Select(partition =>
                    _topics.Find(partition.TopicId, partition.Partition)?.FlushedTo(partition.EndOffset).AsTask() ?? Task.CompletedTask
                )
        );

    /// <summary>Steps 2 to 4: the outcome is decided, so this may be repeated until it succeeds.</summary>
    private async Task<ErrorCode> FinishAsync(Transaction transaction)
    {
        TransactionSnapshot prepared = transaction.Snapshot!;
        bool commit = prepared.State == TransactionState.PrepareCommit;
        try
        {
            Task markers = WriteMarkers(transaction, prepared, commit);
            List<GroupOffsetList> published =
            [
                .. prepared.Groups.Select(group => new GroupOffsetList(group, commit ? _groups.PendingOf(group, prepared.ProducerId) : [])),
            ];
            TransactionSnapshot complete = prepared with
            {
                State = commit ? TransactionState.CompleteCommit : TransactionState.CompleteAbort,
                Partitions = [],
                Groups = [],
                StartTimeMs = -1,
                LastUpdateMs = NowMs,
            };
            Task written = _log.AppendAsync(new TransactionCompleted(complete, published)).AsTask();
            await Task.WhenAll(markers, written);
            foreach (string group in prepared.Groups)
            {
                _groups.CompleteTransaction(group, prepared.ProducerId, commit);
            }

            transaction.LastUsedTimestamp = _time.GetTimestamp();
            transaction.Publish(complete);
            return ErrorCode.None;
        }
        catch (IOException e)
        {
            FinishFailed(_logger, transaction.Id, prepared.State, e.Message);
            return ErrorCode.ConcurrentTransactions;
        }
    }

    /// <summary>
    /// Writes the markers that are missing, also where the producer wrote nothing. The task completes, under EveryAck, when they are flushed.
    /// </summary>
    /// <exception cref="BrokerStorageException">A marker could not be written.</exception>
    private Task WriteMarkers(Transaction transaction, TransactionSnapshot prepared, bool commit)
    {
        var flushes = new List<Task>();
        foreach (TransactionPartition partition in prepared.Partitions)
        {
            PartitionLog? log = _topics.Find(partition.TopicId, partition.Partition);
            if (log is null || transaction.Marked.Contains(partition.Key))
            {
                continue;
            }

            try
            {
                long offset = log.AppendMarker(prepared.ProducerId, prepared.Epoch, commit);
                transaction.Marked.Add(partition.Key);
                if (_options.Policy == FlushPolicy.EveryAck)
                {
                    flushes.Add(log.FlushedTo(offset + 1).AsTask());
                }
            }
            catch (BrokerStorageException) when (_topics.Find(partition.TopicId, partition.Partition) is null)
            {
                // Deleted meanwhile: nothing is left to end.
            }
        }

        return Task.WhenAll(flushes);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Transactional id '{Id}': a step could not be written, nothing was changed: {Reason}")]
    private static partial void WriteFailed(ILogger logger, string id, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Transactional id '{Id}' stays {State} and is tried again every second: {Reason}")]
    private static partial void FinishFailed(ILogger logger, string id, TransactionState state, string reason);
}

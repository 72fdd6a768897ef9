using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Transactions;

internal sealed partial class TransactionCoordinator
{
    private const short FencedErrorSinceAdd = 2;

    /// <summary>AddPartitionsToTxn: written before the answer, so before the first batch that it allows.</summary>
    public async Task<AddPartitionsToTxnResponse> AddPartitionsAsync(AddPartitionsToTxnRequest request, RequestContext context)
    {
        if (request.TransactionalId.Length == 0)
        {
            return AnswerAll(request, ErrorCode.InvalidRequest);
        }

        var partitions = new List<TransactionPartition>();
        bool allKnown = true;
        foreach (AddPartitionsToTxnRequest.TopicsItem named in request.Topics)
        {
            _topics.TryGet(named.Name, out Topic? topic);
            foreach (int partition in named.Partitions)
            {
                allKnown &= topic?.Find(partition) is not null;
                partitions.Add(new(topic?.Id ?? default, partition));
            }
        }

        if (!allKnown)
        {
            return Answer(
                request,
                (name, partition) =>
                    _topics.Find(name, partition) is null ? ErrorCode.UnknownTopicOrPartition : ErrorCode.OperationNotAttempted
            );
        }

        ErrorCode error = await ChangeAsync(
            request.TransactionalId,
            request.ProducerId,
            request.ProducerEpoch,
            Fenced(context.ApiVersion, FencedErrorSinceAdd),
            transaction => AddAsync(transaction, partitions, [])
        );
        return AnswerAll(request, error);
    }

    /// <summary>AddOffsetsToTxn: the group whose offsets the transaction is going to commit.</summary>
    public async Task<AddOffsetsToTxnResponse> AddOffsetsAsync(AddOffsetsToTxnRequest request, RequestContext context)
    {
        ErrorCode error = await ChangeAsync(
            request.TransactionalId,
            request.ProducerId,
            request.ProducerEpoch,
            Fenced(context.ApiVersion, FencedErrorSinceAdd),
            transaction => AddAsync(transaction, [], [request.GroupId])
        );
        return new() { ErrorCode = (short)error };
    }

    /// <summary>TxnOffsetCommit: under the id's lock, so that no EndTxn can come between the check and the group.</summary>
    public async Task<TxnOffsetCommitResponse> CommitOffsetsAsync(TxnOffsetCommitRequest request, RequestContext context)
    {
        TxnOffsetCommitResponse? response = null;
        ErrorCode error = await ChangeAsync(
            request.TransactionalId,
            request.ProducerId,
            request.ProducerEpoch,
            ErrorCode.InvalidProducerEpoch,
            async transaction =>
            {
                TransactionSnapshot state = transaction.Snapshot!;
                if (state.State != TransactionState.Ongoing || !state.Groups.Contains(request.GroupId))
                {
                    return ErrorCode.InvalidTxnState;
                }

                response = await _groups.CommitPendingAsync(request, context);
                return ErrorCode.None;
            }
        );
        return response ?? AnswerAll(request, error);
    }

    /// <summary>Does something under the lock of a transactional id after the checks that all steps of a transaction share.</summary>
    private async Task<ErrorCode> ChangeAsync(
        string id,
        long producerId,
        short epoch,
        ErrorCode fenced,
        Func<Transaction, Task<ErrorCode>> change
    )
    {
        if (id.Length == 0)
        {
            return ErrorCode.InvalidRequest;
        }

        Transaction? transaction = await LockAsync(id);
        if (transaction is null)
        {
            return ErrorCode.InvalidProducerIdMapping;
        }

        try
        {
            TransactionSnapshot? state = transaction.Snapshot;
            return state is null || state.ProducerId != producerId ? ErrorCode.InvalidProducerIdMapping
                : state.Epoch != epoch ? fenced
                : await change(transaction);
        }
        catch (ControlLogException e)
        {
            WriteFailed(_logger, id, e.Message);
            return ErrorCode.CoordinatorNotAvailable;
        }
        finally
        {
            transaction.Lock.Release();
        }
    }

    private async Task<ErrorCode> AddAsync(Transaction transaction, List<TransactionPartition> partitions, List<string> groups)
    {
        TransactionSnapshot state = transaction.Snapshot!;
        if (state.IsPrepared)
        {
            return ErrorCode.ConcurrentTransactions;
        }

        bool begins = state.State != TransactionState.Ongoing;
        List<TransactionPartition> allPartitions = begins ? [] : [.. state.Partitions];
        HashSet<TopicPartition> present = [.. allPartitions.Select(partition => partition.Key)];
        allPartitions.AddRange(partitions.Where(added => present.Add(added.Key)));
        List<string> allGroups = begins ? groups : [.. state.Groups.Union(groups)];
        if (begins || allPartitions.Count != state.Partitions.Count || allGroups.Count != state.Groups.Count)
        {
            long now = NowMs;
            TransactionSnapshot next = state with
            {
                State = TransactionState.Ongoing,
                Partitions = allPartitions,
                Groups = allGroups,
                StartTimeMs = begins ? now : state.StartTimeMs,
                LastUpdateMs = now,
            };
            await WriteAsync(transaction, next, flush: false);
        }

        return ErrorCode.None;
    }

    private static AddPartitionsToTxnResponse AnswerAll(AddPartitionsToTxnRequest request, ErrorCode error) =>
        Answer(request, (_, _) => error);

    private static AddPartitionsToTxnResponse Answer(AddPartitionsToTxnRequest request, Func<string, int, ErrorCode> error) =>
        new()
        {
            Results =
            [
                .. request.Topics.Select(topic => new AddPartitionsToTxnResponse.ResultsItem
                {
                    Name = topic.Name,
                    ResultsByPartition =
                    [
                        .. topic.Partitions.Select(partition => new AddPartitionsToTxnResponse.ResultsItem.ResultsByPartitionItem
                        {
                            PartitionIndex = partition,
                            PartitionErrorCode = (short)error(topic.Name, partition),
                        }),
                    ],
                }),
            ],
        };

    /// <summary>The error for every partition but those that there are not: as in Kafka these are told as such, whatever else is wrong.</summary>
    private TxnOffsetCommitResponse AnswerAll(TxnOffsetCommitRequest request, ErrorCode error) =>
        new()
        {
            Topics =
            [
                .. request.Topics.Select(topic => new TxnOffsetCommitResponse.TopicsItem
                {
                    Name = topic.Name,
                    Partitions =
                    [
                        .. topic.Partitions.Select(partition => new TxnOffsetCommitResponse.TopicsItem.PartitionsItem
                        {
                            PartitionIndex = partition.PartitionIndex,
                            ErrorCode = (short)(
                                _topics.Find(topic.Name, partition.PartitionIndex) is null ? ErrorCode.UnknownTopicOrPartition : error
                            ),
                        }),
                    ],
                }),
            ],
        };
}

using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Transactions;

internal sealed partial class TransactionCoordinator
{
    private static readonly string[] StateNames = Enum.GetNames<TransactionState>();

    public DescribeTransactionsResponse Describe(DescribeTransactionsRequest request) =>
        new() { TransactionStates = [.. request.TransactionalIds.Select(Describe)] };

    public ListTransactionsResponse List(ListTransactionsRequest request)
    {
        var response = new ListTransactionsResponse { UnknownStateFilters = [.. request.StateFilters.Except(StateNames)] };
        long nowMs = NowMs;
        foreach (
            TransactionSnapshot state in _transactions.Values.Select(transaction => transaction.Snapshot).OfType<TransactionSnapshot>()
        )
        {
            bool wanted =
                (request.StateFilters.Count == 0 || request.StateFilters.Contains(state.State.ToString()))
                && (request.ProducerIdFilters.Count == 0 || request.ProducerIdFilters.Contains(state.ProducerId))
                && (request.DurationFilter < 0 || (state.StartTimeMs >= 0 && nowMs - state.StartTimeMs > request.DurationFilter));
            if (wanted)
            {
                response.TransactionStates.Add(
                    new()
                    {
                        TransactionalId = state.TransactionalId,
                        ProducerId = state.ProducerId,
                        TransactionState = state.State.ToString(),
                    }
                );
            }
        }

        return response;
    }

    private DescribeTransactionsResponse.TransactionStatesItem Describe(string id)
    {
        if (!_transactions.TryGetValue(id, out Transaction? transaction) || transaction.Snapshot is not { } state)
        {
            return new() { TransactionalId = id, ErrorCode = (short)ErrorCode.TransactionalIdNotFound };
        }

        return new()
        {
            TransactionalId = id,
            TransactionState = state.State.ToString(),
            TransactionTimeoutMs = state.TimeoutMs,
            TransactionStartTimeMs = state.StartTimeMs,
            ProducerId = state.ProducerId,
            ProducerEpoch = state.Epoch,
            Topics = [.. TopicsOf(state)],
        };
    }

    private IEnumerable<DescribeTransactionsResponse.TransactionStatesItem.TopicsItem> TopicsOf(TransactionSnapshot state)
    {
        foreach (IGrouping<Guid, TransactionPartition> of in state.Partitions.GroupBy(partition => partition.TopicId))
        {
            if (_topics.TryGet(of.Key, out Topic? topic))
            {
                yield return new() { Topic = topic.Name, Partitions = [.. of.Select(partition => partition.Partition)] };
            }
        }
    }
}

using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Transactions;

internal sealed partial class TransactionCoordinator
{
    private const short FencedErrorSinceInit = 4;

    /// <summary>InitProducerId: the table of spec section 11.2, row by row. Completes the abort of an open transaction before it answers.</summary>
    public async Task<InitProducerIdResponse> InitAsync(InitProducerIdRequest request, RequestContext context)
    {
        try
        {
            if (request.TransactionalId is null)
            {
                return Answer(await _ids.NextAsync(), 0);
            }

            if (request.TransactionalId.Length == 0 || (request.ProducerId == -1) != (request.ProducerEpoch == -1))
            {
                return Refuse(ErrorCode.InvalidRequest);
            }

            if (request.TransactionTimeoutMs <= 0 || request.TransactionTimeoutMs > _options.MaxTimeoutMs)
            {
                return Refuse(ErrorCode.InvalidTransactionTimeout);
            }

            Transaction transaction = await LockOrAddAsync(request.TransactionalId);
            try
            {
                return await InitLockedAsync(transaction, request, Fenced(context.ApiVersion, FencedErrorSinceInit));
            }
            finally
            {
                if (transaction.Published is null)
                {
                    Remove(transaction);
                }

                transaction.Lock.Release();
            }
        }
        catch (ControlLogException e)
        {
            WriteFailed(_logger, request.TransactionalId ?? "", e.Message);
            return Refuse(ErrorCode.CoordinatorNotAvailable);
        }
    }

    private async Task<InitProducerIdResponse> InitLockedAsync(Transaction transaction, InitProducerIdRequest request, ErrorCode fenced)
    {
        TransactionSnapshot state = transaction.Snapshot ?? await NewAsync(request);
        bool given = request.ProducerId != -1;
        short givenEpoch = request.ProducerEpoch;
        if (given && !IsKnown(state, request.ProducerId, givenEpoch))
        {
            return Refuse(fenced);
        }

        if (state.IsPrepared)
        {
            return Refuse(ErrorCode.ConcurrentTransactions);
        }

        if (given && IsZombie(state, givenEpoch))
        {
            return Refuse(fenced);
        }

        bool current = given && givenEpoch == state.Epoch;
        if (state.State == TransactionState.Ongoing)
        {
            // The raised epoch goes into the Prepare record, never alone: an Ongoing state with it would refuse the client's repeat.
            ErrorCode aborted = await CompleteAsync(
                transaction,
                commit: false,
                fenced: state with
                {
                    Epoch = (short)(state.Epoch + 1),
                    LastEpoch = given ? givenEpoch : (short)-1,
                }
            );
            if (aborted != ErrorCode.None)
            {
                return Refuse(aborted);
            }

            // The given epoch is now the last one, and the raised one is what its producer goes on with, as in Kafka.
            state = transaction.Snapshot!;
            current = false;
        }

        bool repeated = given && !current && state.Epoch != -1;
        if (repeated && givenEpoch != state.LastEpoch)
        {
            return Refuse(fenced);
        }

        bool keeps = repeated && !IsExhausted(state.Epoch);
        TransactionSnapshot next = (keeps ? state : await NextEpochAsync(state, given ? givenEpoch : (short)-1)) with
        {
            State = TransactionState.Empty,
            Partitions = [],
            Groups = [],
            TimeoutMs = request.TransactionTimeoutMs,
            StartTimeMs = -1,
            LastUpdateMs = NowMs,
        };
        await WriteAsync(transaction, next, flush: true);
        return Answer(next.ProducerId, next.Epoch);
    }

    private async Task<TransactionSnapshot> NewAsync(InitProducerIdRequest request) =>
        new(
            request.TransactionalId!,
            await _ids.NextAsync(),
            Epoch: -1,
            LastEpoch: -1,
            PreviousProducerId: -1,
            request.TransactionTimeoutMs,
            TransactionState.Empty,
            [],
            [],
            StartTimeMs: -1,
            NowMs
        );

    /// <summary>The epoch after this one, or a new producer id when the epochs have run out.</summary>
    private async ValueTask<TransactionSnapshot> NextEpochAsync(TransactionSnapshot state, short lastEpoch) =>
        IsExhausted(state.Epoch)
            ? state with
            {
                ProducerId = await _ids.NextAsync(),
                Epoch = 0,
                LastEpoch = lastEpoch,
                PreviousProducerId = state.ProducerId,
            }
            : state with
            {
                Epoch = (short)(state.Epoch + 1),
                LastEpoch = lastEpoch,
            };

    private static bool IsKnown(TransactionSnapshot state, long producerId, short epoch) =>
        state.Epoch == -1 || producerId == state.ProducerId || (producerId == state.PreviousProducerId && IsExhausted(epoch));

    /// <summary>A producer that was replaced: it must not abort its successor's transaction.</summary>
    private static bool IsZombie(TransactionSnapshot state, short epoch) =>
        state.Epoch != -1 && epoch != state.Epoch && (epoch != state.LastEpoch || state.State == TransactionState.Ongoing);

    /// <summary>The last epoch is kept for a fence.</summary>
    private static bool IsExhausted(short epoch) => epoch >= short.MaxValue - 1;

    private static InitProducerIdResponse Answer(long producerId, short epoch) => new() { ProducerId = producerId, ProducerEpoch = epoch };

    private static InitProducerIdResponse Refuse(ErrorCode error) =>
        new()
        {
            ErrorCode = (short)error,
            ProducerId = -1,
            ProducerEpoch = -1,
        };
}

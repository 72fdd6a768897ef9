using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;

namespace NbaPipeline.Kafka.Embedded.Transactions;

internal sealed partial class TransactionCoordinator
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);

    private PeriodicTimer? _timer;
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins to look for timeouts and expiry, once a second (spec section 11.6).</summary>
    public void Start()
    {
        _timer = new PeriodicTimer(TickInterval, _time);
        _loop = LoopAsync(_timer);
    }

    /// <summary>Waits for the tick that runs; begins none any more.</summary>
    public async ValueTask DisposeAsync()
    {
        _timer?.Dispose();
        await _loop;
    }

    /// <summary>Aborts transactions over their timeout, tries again what could not be finished, forgets ids unused for long.</summary>
    internal async Task TickAsync()
    {
        foreach (Transaction transaction in _transactions.Values)
        {
            if (IsDue(transaction))
            {
                await AttendAsync(transaction);
            }
        }
    }

    private async Task LoopAsync(PeriodicTimer timer)
    {
        while (await timer.WaitForNextTickAsync())
        {
            try
            {
                await TickAsync();
            }
            catch (Exception e)
            {
                TickFailed(_logger, e);
            }
        }
    }

    private bool IsDue(Transaction transaction) =>
        transaction.Snapshot switch
        {
            null => false,
            { State: TransactionState.Ongoing } => _time.GetTimestamp() >= transaction.DeadlineTimestamp,
            { IsPrepared: true } => !transaction.IsUnknown,
            _ => _time.GetElapsedTime(transaction.LastUsedTimestamp).TotalMilliseconds >= _options.IdExpirationMs,
        };

    private async Task AttendAsync(Transaction transaction)
    {
        await transaction.Lock.WaitAsync();
        try
        {
            if (transaction.IsDead || !IsDue(transaction))
            {
                return;
            }

            TransactionSnapshot state = transaction.Snapshot!;
            if (state.State == TransactionState.Ongoing)
            {
                TimedOut(_logger, transaction.Id, state.TimeoutMs, state.ProducerId, state.Epoch);
                await CompleteAsync(transaction, commit: false, Fence(state));
            }
            else if (state.IsPrepared)
            {
                await FinishAsync(transaction);
            }
            else
            {
                await _log.AppendAsync(new TransactionRemoved(transaction.Id));
                Remove(transaction);
            }
        }
        catch (ControlLogException e)
        {
            WriteFailed(_logger, transaction.Id, e.Message);
        }
        finally
        {
            transaction.Lock.Release();
        }
    }

    /// <summary>The same state with an epoch that its producer does not have. 32767 is never given out, so it need not be raised.</summary>
    private static TransactionSnapshot Fence(TransactionSnapshot state) =>
        state.Epoch == short.MaxValue ? state : state with { Epoch = (short)(state.Epoch + 1), LastEpoch = -1 };

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Transactional id '{Id}': a transaction is older than its timeout of {TimeoutMs} ms and is aborted; producer {ProducerId} with epoch {Epoch} is fenced"
    )]
    private static partial void TimedOut(ILogger logger, string id, int timeoutMs, long producerId, short epoch);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for transactions over their timeout failed; tried again in a second")]
    private static partial void TickFailed(ILogger logger, Exception exception);
}

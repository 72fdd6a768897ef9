namespace NbaPipeline.Kafka.Embedded;

public sealed partial class EmbeddedBroker
{
    /// <summary>Ends everything as it is, as a kill of the process would: nothing is flushed, and the next start recovers.</summary>
    internal async Task KillAsync()
    {
        if (!_stop.IsValueCreated)
        {
            await StopServingAsync();
            await _state.DisposeAsync();
            _stopped.TrySetResult();
        }
    }

    /// <summary>The order of spec section 2: no more clients, no more background work, then the files.</summary>
    private async Task StopAsync()
    {
        await StopServingAsync();
        await _state.CloseAsync();
        if (_stopped.TrySetResult())
        {
            EmbeddedBrokerLog.Stopped(_logger, BootstrapServers);
        }
    }

    private async Task StopServingAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }
        await _stopping.CancelAsync();
        await _server.StopAsync();
        _flushTimer.Dispose();
        await _flushing;
        _retention.Dispose();
        _stopping.Dispose();
    }

    private async Task FlushAsync()
    {
        while (await _flushTimer.WaitForNextTickAsync())
        {
            try
            {
                await _state.FlushAsync();
            }
            catch (Exception e)
            {
                EmbeddedBrokerLog.WorkFailed(_logger, e, "flushing");
            }
        }
    }

    /// <summary>Without its control log the broker can promise nothing: it stops serving, and its files stay as they are.</summary>
    private async Task WatchControlLogAsync()
    {
        var reason = await _state.Log.Stopped;
        EmbeddedBrokerLog.ControlLogFailed(_logger, reason);
        _stopped.TrySetException(new EmbeddedBrokerException("The embedded broker stopped: " + reason.Message, reason));
        await _stop.Value;
    }
}

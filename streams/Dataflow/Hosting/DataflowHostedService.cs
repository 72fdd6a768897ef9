using Microsoft.Extensions.Hosting;

namespace NbaPipeline.Dataflow.Hosting;

/// <summary>Ties an application to the life of its host; a failed application stops the host, so that a supervisor can restart it.</summary>
internal sealed class DataflowHostedService(DataflowApplication application, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var meters = new DataflowMeters(application);
        // Start waits for Kafka: on a thread of its own, for a broker in the same process answers on the pool.
        await Task.Factory.StartNew(application.Start, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await application.Completion.WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await application.StopAsync(CancellationToken.None);
        }
        catch
        {
            lifetime.StopApplication();
            throw;
        }
    }
}

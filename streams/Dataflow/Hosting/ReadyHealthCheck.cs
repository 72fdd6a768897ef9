using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NbaPipeline.Dataflow.Hosting;

/// <summary>Healthy when all tasks are restored and run; the data names tasks that wait and what for.</summary>
internal sealed class ReadyHealthCheck(DataflowApplication application) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var tasks = application.Tasks;
        var data = new Dictionary<string, object>
        {
            ["state"] = application.State.ToString(),
            ["tasks"] = tasks.Count,
            ["restoreRemainingRecords"] = application.Metrics.RecordsRestoring,
        };
        foreach (var task in tasks.Where(t => t.WaitingFor is not null))
        {
            data[$"task {task.Id} waits for"] = task.WaitingFor!;
        }
        var ready = application.State == ApplicationState.Running;
        return Task.FromResult(
            ready
                ? HealthCheckResult.Healthy(data: data)
                : HealthCheckResult.Unhealthy($"'{application.Options.ApplicationId}' is {application.State}", application.Failure, data)
        );
    }
}

using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NbaPipeline.Dataflow.Hosting;

/// <summary>Healthy while every thread goes round its loop.</summary>
internal sealed class LiveHealthCheck(DataflowApplication application) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (application.Failure is { } failure)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(failure.Message, failure));
        }
        // A cycle may wait for one call to the broker, no longer.
        var limitMs = application.Options.RequestTimeoutMs * 2;
        var beatMs = application.OldestHeartbeatMs;
        return Task.FromResult(
            beatMs <= limitMs
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"a thread of '{application.Options.ApplicationId}' has stood for {beatMs:0} ms, allowed are {limitMs} ms"
                    )
                )
        );
    }
}

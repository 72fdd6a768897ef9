using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NbaPipeline.Dataflow.Hosting;

/// <summary>Adds dataflow applications to a host.</summary>
public static class DataflowServiceExtensions
{
    /// <summary>
    /// Runs a topology while the host runs: starts with it, stops (and commits) with it, and stops it when the application fails. The
    /// application is a keyed service under its id; two health checks come with it, tagged <c>live</c> and <c>ready</c>.
    /// </summary>
    /// <param name="builder">The host; its connection string <c>kafka</c> is the default of the bootstrap servers.</param>
    /// <param name="applicationId">Consumer group and prefix of internal topics.</param>
    /// <param name="define">Writes the topology down.</param>
    /// <param name="configure">Changes the options; they come from the section <c>Dataflow:&lt;application id&gt;</c>.</param>
    /// <exception cref="TopologyException">The topology is not right; thrown here, with every finding.</exception>
    public static IHostApplicationBuilder AddDataflow(
        this IHostApplicationBuilder builder,
        string applicationId,
        Action<StreamsBuilder> define,
        Func<DataflowOptions, DataflowOptions>? configure = null
    )
    {
        var streams = new StreamsBuilder();
        define(streams);
        var topology = streams.Build();
        var options = DataflowConfiguration.Read(builder.Configuration, applicationId);
        var final = configure is null ? options : configure(options);
        builder.Services.AddKeyedSingleton(
            applicationId,
            (services, _) =>
                new DataflowApplication(
                    topology,
                    final,
                    services.GetService<ILoggerFactory>(),
                    services.GetService<TimeProvider>() ?? TimeProvider.System
                )
        );
        builder.Services.AddSingleton<IHostedService>(services => new DataflowHostedService(
            services.GetRequiredKeyedService<DataflowApplication>(applicationId),
            services.GetRequiredService<IHostApplicationLifetime>()
        ));
        AddHealthChecks(builder.Services, applicationId);
        return builder;
    }

    private static void AddHealthChecks(IServiceCollection services, string applicationId)
    {
        services
            .AddHealthChecks()
            .Add(Registration(applicationId, "live", a => new LiveHealthCheck(a)))
            .Add(Registration(applicationId, "ready", a => new ReadyHealthCheck(a)));
    }

    private static HealthCheckRegistration Registration(string applicationId, string tag, Func<DataflowApplication, IHealthCheck> check) =>
        new(
            $"dataflow {applicationId} {tag}",
            services => check(services.GetRequiredKeyedService<DataflowApplication>(applicationId)),
            HealthStatus.Unhealthy,
            [tag, "dataflow"]
        );
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded;

/// <summary>Adds an embedded broker to a host.</summary>
public static class EmbeddedKafkaServiceExtensions
{
    /// <summary>
    /// Runs a broker while the host runs. Add it before the services that use it: hosted services start in the order they are added and stop
    /// in the opposite one, so the broker is there before its clients and goes after them.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="configure">Changes the options; <see cref="EmbeddedBrokerOptions.DataDirectory"/> must be set.</param>
    public static IHostApplicationBuilder AddEmbeddedKafka(
        this IHostApplicationBuilder builder,
        Action<EmbeddedBrokerOptions>? configure = null
    )
    {
        var options = new EmbeddedBrokerOptions();
        configure?.Invoke(options);
        builder.Services.AddSingleton(services => new EmbeddedKafkaHostedService(
            options,
            services.GetService<ILoggerFactory>(),
            services.GetService<TimeProvider>() ?? TimeProvider.System
        ));
        builder.Services.AddSingleton<IHostedService>(services => services.GetRequiredService<EmbeddedKafkaHostedService>());
        return builder;
    }
}

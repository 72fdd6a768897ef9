using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded.Network;

namespace NbaPipeline.Kafka.Embedded;

/// <summary>Adds an embedded broker to a host.</summary>
public static class EmbeddedKafkaServiceExtensions
{
    private const string ConnectionString = "ConnectionStrings:kafka";

    /// <summary>
    /// Runs a broker while the host runs, unless the configuration already has a connection string <c>kafka</c>: then that Kafka is used. Add it
    /// before the services that use it: hosted services start in the order they are added and stop in the opposite one. It sets the
    /// connection string for those that come after it.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="configure">
    /// Changes the options. The data folder is <c>data/kafka</c> below the content root unless set; the port is a free one unless set.
    /// </param>
    public static IHostApplicationBuilder AddEmbeddedKafka(
        this IHostApplicationBuilder builder,
        Action<EmbeddedBrokerOptions>? configure = null
    )
    {
        if (!string.IsNullOrEmpty(builder.Configuration[ConnectionString]))
        {
            return builder;
        }
        var options = new EmbeddedBrokerOptions
        {
            DataDirectory = Path.Combine(builder.Environment.ContentRootPath, "data", "kafka"),
            Port = 0,
        };
        configure?.Invoke(options);
        if (options.Port == 0)
        {
            options.Port = ListenSockets.FindFreePort();
        }
        builder.Configuration[ConnectionString] = $"{options.AdvertisedHost}:{options.Port}";
        builder.Services.AddSingleton(services => new EmbeddedKafkaHostedService(
            options,
            services.GetService<ILoggerFactory>(),
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetService<IHostApplicationLifetime>()
        ));
        builder.Services.AddSingleton<IHostedService>(services => services.GetRequiredService<EmbeddedKafkaHostedService>());
        return builder;
    }
}

using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Tests.Handlers;
using NbaPipeline.Kafka.Embedded.Tests.Network;

namespace NbaPipeline.Kafka.Embedded.Tests.Hosting;

/// <summary>A real host with a broker and, behind it, a <see cref="Hosting.Witness"/>.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;

    public TestHost(string folder, Action<EmbeddedBrokerOptions>? configure = null, string? configured = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, ContentRootPath = folder });
        builder.Configuration["ConnectionStrings:kafka"] = configured;
        builder.AddEmbeddedKafka(options =>
        {
            options.AutoCreateTopics = false;
            configure?.Invoke(options);
        });
        builder.Services.AddSingleton<Witness>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Witness>());
        _host = builder.Build();
    }

    public EmbeddedBroker? Broker => _host.Services.GetService<EmbeddedKafkaHostedService>()?.Broker;

    public Witness Witness => _host.Services.GetRequiredService<Witness>();

    public IConfiguration Configuration => _host.Services.GetRequiredService<IConfiguration>();

    public static async Task<TestHost> StartAsync(string folder, Action<EmbeddedBrokerOptions>? configure = null, string? configured = null)
    {
        var host = new TestHost(folder, configure, configured);
        await host.StartAsync();
        return host;
    }

    public Task StartAsync() => _host.StartAsync();

    public Task StopAsync() => _host.StopAsync();

    /// <summary>What the Kafka of this host says about these topics and itself.</summary>
    public Task<MetadataResponse> MetadataAsync(params string[] topics) => MetadataAsync(Configuration, topics);

    public static async Task<MetadataResponse> MetadataAsync(IConfiguration configuration, params string[] topics)
    {
        var port = configuration.GetConnectionString("kafka")!.Split(':')[1];
        using var client = await RawClient.ConnectAsync(int.Parse(port, CultureInfo.InvariantCulture));
        var request = new MetadataRequest { Topics = [.. topics.Select(topic => new MetadataRequest.TopicsItem { Name = topic })] };
        return await RawBroker.AskAsync<MetadataResponse>(client, ApiKey.Metadata, 12, request);
    }

    public async ValueTask DisposeAsync() => await ((IAsyncDisposable)_host).DisposeAsync();
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace NbaPipeline.Kafka.Embedded.Tests.Hosting;

/// <summary>A service of an application: asks the Kafka that it is configured for whose it is, when it starts and when it stops.</summary>
internal sealed class Witness(IConfiguration configuration) : IHostedService
{
    public string? ClusterIdAtStart { get; private set; }

    public string? ClusterIdAtStop { get; private set; }

    /// <summary>Lets the start fail after it has asked.</summary>
    public bool Fails { get; set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        ClusterIdAtStart = (await TestHost.MetadataAsync(configuration)).ClusterId;
        if (Fails)
        {
            throw new InvalidOperationException("the witness fails because the test wants it");
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken) =>
        ClusterIdAtStop = (await TestHost.MetadataAsync(configuration)).ClusterId;
}

using NbaPipeline.Kafka.Embedded;

namespace NbaPipeline.Conformance.Tests.Brokers;

/// <summary>The embedded broker, in this process, with real files.</summary>
public sealed class EmbeddedTestBroker : TestBroker
{
    private readonly string _folder = Directory.CreateTempSubdirectory("conformance-embedded-").FullName;
    private EmbeddedBroker? _broker;

    public override string Name => "the embedded broker";

    public override async Task InitializeAsync()
    {
        _broker = await EmbeddedBroker.StartAsync(
            new EmbeddedBrokerOptions
            {
                DataDirectory = _folder,
                Port = 0,
                AutoCreateTopics = false,
            }
        );
        Bootstrap = _broker.BootstrapServers;
    }

    public override async Task DisposeAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }
}

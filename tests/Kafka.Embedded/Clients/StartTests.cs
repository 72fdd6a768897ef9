namespace NbaPipeline.Kafka.Embedded.Tests.Clients;

public sealed class StartTests
{
    [Fact]
    public async Task Every_option_that_is_wrong_is_named()
    {
        var error = await Should.ThrowAsync<EmbeddedBrokerException>(() =>
            EmbeddedBroker.StartAsync(new EmbeddedBrokerOptions { Port = 70_000, DefaultPartitions = 0 })
        );
        error.Message.ShouldContain("DataDirectory");
        error.Message.ShouldContain("Port is 70000");
        error.Message.ShouldContain("DefaultPartitions is 0");
    }

    [Fact]
    public async Task A_folder_in_use_is_refused_with_a_clear_message()
    {
        var folder = Path.Combine(Path.GetTempPath(), "embedded-broker-" + Guid.NewGuid().ToString("n"));
        try
        {
            await using var first = await EmbeddedBroker.StartAsync(Options());
            var error = await Should.ThrowAsync<EmbeddedBrokerException>(() => EmbeddedBroker.StartAsync(Options()));
            error.Message.ShouldContain(Environment.ProcessId.ToString(null as IFormatProvider));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        EmbeddedBrokerOptions Options() => new() { DataDirectory = folder, Port = 0 };
    }

    [Fact]
    public async Task A_broker_in_memory_starts_and_stops_and_stopping_twice_is_harmless()
    {
        var broker = await EmbeddedBroker.StartAsync(new EmbeddedBrokerOptions { DataDirectory = ":memory:", Port = 0 });
        broker.BootstrapServers.ShouldBe($"127.0.0.1:{broker.Port}");
        broker.Stopped.IsCompleted.ShouldBeFalse();
        await broker.DisposeAsync();
        await broker.DisposeAsync();
        broker.Stopped.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task A_start_that_fails_at_its_port_leaves_the_folder_free()
    {
        await using var occupant = await EmbeddedBroker.StartAsync(new EmbeddedBrokerOptions { DataDirectory = ":memory:", Port = 0 });
        var folder = Path.Combine(Path.GetTempPath(), "embedded-broker-" + Guid.NewGuid().ToString("n"));
        try
        {
            await Should.ThrowAsync<EmbeddedBrokerException>(() =>
                EmbeddedBroker.StartAsync(new EmbeddedBrokerOptions { DataDirectory = folder, Port = occupant.Port })
            );
            await using var broker = await EmbeddedBroker.StartAsync(new EmbeddedBrokerOptions { DataDirectory = folder, Port = 0 });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_killed_broker_loses_nothing_that_was_acknowledged()
    {
        await using var broker = await TestBroker.StartAsync();
        using (var producer = broker.Producer())
        {
            for (var i = 0; i < 50; i++)
            {
                await producer.ProduceAsync("t", new() { Value = "v" + i });
            }
        }
        await broker.Broker.KillAsync();
        await broker.RestartAsync();
        broker.ReadAll("t").ShouldBe(Enumerable.Range(0, 50).Select(i => "v" + i));
    }
}

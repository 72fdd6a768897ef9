namespace NbaPipeline.Sources.Tests;

/// <summary>Settings of the Kafka client reach each client of a source; nothing is listening here, so being refused proves it.</summary>
public sealed class ClientSettingsTests
{
    [Theory]
    [InlineData("no.such.key", "1")]
    [InlineData("security.protocol", "pigeon")]
    [InlineData("enable.idempotence", "false")]
    [InlineData("bootstrap.servers", "elsewhere:1")]
    public void The_producer_sees_them(string name, string value) =>
        Should.Throw<SourceException>(() => Broker(name, value).OpenProducer("t")).Message.ShouldContain(name);

    [Theory]
    [InlineData("no.such.key", "1")]
    [InlineData("security.protocol", "pigeon")]
    [InlineData("isolation.level", "read_uncommitted")]
    public void The_reader_sees_them(string name, string value) =>
        Should
            .Throw<SourceException>(() => Broker(name, value).ReadCommitted("topic", _ => { }, CancellationToken.None))
            .Message.ShouldContain(name);

    [Fact]
    public void What_is_needed_anyway_may_be_said()
    {
        var error = Should.Throw<SourceException>(() => Broker("enable.idempotence", "true").OpenProducer("t"));
        error.Message.ShouldStartWith("no Kafka broker answers at 127.0.0.1:1");
    }

    private static KafkaSourceBroker Broker(string name, string value) =>
        new(
            new KafkaSourceOptions
            {
                BootstrapServers = "127.0.0.1:1",
                ConnectTimeout = TimeSpan.FromSeconds(1),
                ClientSettings = new Dictionary<string, string> { [name] = value },
            }
        );
}

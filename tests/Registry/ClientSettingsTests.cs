namespace NbaPipeline.SchemaRegistry.Tests;

public sealed class ClientSettingsTests
{
    [Theory]
    [InlineData("no.such.key", "1")]
    [InlineData("security.protocol", "pigeon")]
    [InlineData("bootstrap.servers", "elsewhere:1")]
    public void The_first_call_refuses_what_the_client_does_not_take_by_name(string name, string value)
    {
        using var registry = new KafkaSchemaRegistry(
            new KafkaSchemaRegistryOptions
            {
                BootstrapServers = "127.0.0.1:1",
                ClientSettings = new Dictionary<string, string> { [name] = value },
            }
        );

        Should.Throw<SchemaLogException>(registry.Load).Message.ShouldContain(name);
    }
}

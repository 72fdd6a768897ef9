namespace NbaPipeline.Materialiser.Tests;

public sealed class ClientSettingsTests
{
    [Theory]
    [InlineData("no.such.key", "1")]
    [InlineData("security.protocol", "pigeon")]
    [InlineData("isolation.level", "read_uncommitted")]
    public void A_setting_that_the_client_or_exactly_once_does_not_take_is_refused_by_name(string name, string value) =>
        Should
            .Throw<MaterialiserException>(() =>
                new KafkaRecordSource("127.0.0.1:1", new Dictionary<string, string> { [name] = value }).Dispose()
            )
            .Message.ShouldContain(name);
}

using Xunit.Abstractions;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

public sealed class RoundTripTests(ITestOutputHelper log)
{
    private const int MessagesPerCase = 12;

    [Fact]
    public void Every_message_of_every_version_comes_back_as_it_was_written()
    {
        var random = Seeds.New(log);
        foreach (var message in MessageDefinitions.Cases())
        {
            for (var i = 0; i < MessagesPerCase; i++)
            {
                var written = message.Create(new RandomValues(random));
                var bytes = message.Write(written);

                var read = message.Read(bytes);

                MessageComparer.ShouldHaveTravelled(read, written, message.Message.Fields, message.Version, message.Message.Name);
                message.Write(read).AsSpan().SequenceEqual(bytes).ShouldBeTrue(message.ToString());
            }
        }
    }

    [Fact]
    public void Surplus_bytes_after_a_request_are_left_alone()
    {
        foreach (var message in MessageDefinitions.Cases())
        {
            byte[] surplus = [.. message.Write(message.Create(new PathValues(withNulls: false))), 0, 0, 1];
            var reader = new Embedded.Protocol.ProtocolReader(surplus);

            message.Create().Read(ref reader, message.Version);

            reader.Remaining.ShouldBe(3, message.ToString());
        }
    }

    [Fact]
    public void A_version_outside_the_definition_is_refused()
    {
        foreach (var api in MessageDefinitions.Apis)
        {
            var beyond = new MessageCase(api, (short)(api.Versions.Max + 1), IsRequest: true);

            Should.Throw<ArgumentOutOfRangeException>(() => beyond.Write(beyond.Create()));
            Should.Throw<ArgumentOutOfRangeException>(() => beyond.Read(new byte[100]));
        }
    }
}

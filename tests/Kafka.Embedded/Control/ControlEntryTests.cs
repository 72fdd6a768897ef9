using System.Text.Json;
using NbaPipeline.Kafka.Embedded.Control;

namespace NbaPipeline.Kafka.Embedded.Tests.Control;

public sealed class ControlEntryTests
{
    [Fact]
    public void Every_type_of_entry_has_a_sample() =>
        SampleEntries.All.Select(entry => entry.Type).Order().ShouldBe(Enum.GetValues<ControlEntryType>().Order());

    [Fact]
    public void Every_entry_is_read_as_it_was_written()
    {
        foreach (ControlEntry entry in SampleEntries.All)
        {
            byte[] body = Body(entry);
            ControlEntry read = ControlEntryCodec.Read((byte)entry.Type, body);
            read.ShouldBeOfType(entry.GetType());
            Fields(read).ShouldBe(Fields(entry));
            Body(read).ShouldBe(body);
        }
    }

    [Fact]
    public void A_body_cut_anywhere_or_with_a_byte_too_many_is_refused()
    {
        foreach (ControlEntry entry in SampleEntries.All)
        {
            byte[] body = Body(entry);
            for (int length = 0; length < body.Length; length++)
            {
                Should.Throw<ControlLogException>(() => ControlEntryCodec.Read((byte)entry.Type, body.AsSpan(0, length)));
            }

            Should.Throw<ControlLogException>(() => ControlEntryCodec.Read((byte)entry.Type, [.. body, 0]));
        }
    }

    [Fact]
    public void An_entry_of_a_newer_broker_is_refused_by_name()
    {
        Should.Throw<ControlLogException>(() => ControlEntryCodec.Read(200, [1])).Message.ShouldContain("newer broker");
        Should
            .Throw<ControlLogException>(() => ControlEntryCodec.Read((byte)ControlEntryType.Recovered, [2, 0]))
            .Message.ShouldContain("version 2");
    }

    private static string Fields(ControlEntry entry) => JsonSerializer.Serialize(entry, entry.GetType());

    private static byte[] Body(ControlEntry entry)
    {
        var writer = new ControlWriter();
        ControlEntryCodec.WriteBody(writer, entry);
        return writer.Written.ToArray();
    }
}

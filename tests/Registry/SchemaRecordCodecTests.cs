using System.Text;

namespace NbaPipeline.SchemaRegistry.Tests;

public sealed class SchemaRecordCodecTests
{
    [Fact]
    public void Schema_records_are_written_byte_for_byte_as_the_foreign_registry_does()
    {
        var key = new SchemaKey("nba.raw.schedule-value", 2);
        Text(SchemaRecordCodec.SchemaKeyBytes(key))
            .ShouldBe("""{"keytype":"SCHEMA","subject":"nba.raw.schedule-value","version":2,"magic":1}""");
        Text(SchemaRecordCodec.SchemaValueBytes(key, 7, "\"string\""))
            .ShouldBe("""{"subject":"nba.raw.schedule-value","version":2,"id":7,"schema":"\"string\"","deleted":false}""");
    }

    [Fact]
    public void Config_records_are_written_byte_for_byte_as_the_foreign_registry_does()
    {
        Text(SchemaRecordCodec.ConfigKeyBytes("s")).ShouldBe("""{"keytype":"CONFIG","subject":"s","magic":0}""");
        Text(SchemaRecordCodec.ConfigKeyBytes(null)).ShouldBe("""{"keytype":"CONFIG","subject":null,"magic":0}""");
        Text(SchemaRecordCodec.ConfigValueBytes(CompatibilityLevel.BackwardTransitive))
            .ShouldBe("""{"compatibilityLevel":"BACKWARD_TRANSITIVE"}""");
    }

    [Fact]
    public void Text_outside_ascii_is_written_as_it_is() =>
        Text(SchemaRecordCodec.SchemaKeyBytes(new SchemaKey("jokić<&'>+/-value", 1)))
            .ShouldBe("""{"keytype":"SCHEMA","subject":"jokić<&'>+/-value","version":1,"magic":1}""");

    [Fact]
    public void A_written_schema_record_reads_back()
    {
        var key = new SchemaKey("s", 3);
        var record = SchemaRecordCodec.Decode(SchemaRecordCodec.SchemaKeyBytes(key), SchemaRecordCodec.SchemaValueBytes(key, 9, "\"int\""));
        var entry = record.ShouldBeOfType<SchemaLogRecord.Schema>().Entry;
        (entry.Key, entry.Id, entry.Text, entry.Type, entry.Deleted).ShouldBe((key, 9, "\"int\"", "AVRO", false));
    }

    [Theory]
    [InlineData("""{"keytype":"NOOP","magic":0}""", null)]
    [InlineData("""{"keytype":"MODE","subject":null,"magic":0}""", """{"mode":"READWRITE"}""")]
    [InlineData("""{"keytype":"CLEAR_SUBJECT","subject":"s","magic":0}""", """{"subject":"s"}""")]
    [InlineData("""{"keytype":"CONTEXT","tenant":"t","context":"c","magic":0}""", """{"tenant":"t","context":"c"}""")]
    public void Kinds_that_say_nothing_to_us_are_passed_over(string key, string? value) =>
        Decode(key, value).ShouldBeOfType<SchemaLogRecord.PassedOver>();

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "{}")]
    [InlineData("[]", "{}")]
    [InlineData("{}", "{}")]
    [InlineData("""{"keytype":7}""", "{}")]
    [InlineData("""{"keytype":"SCHEMA","subject":"s","version":"1","magic":1}""", "{}")]
    [InlineData("""{"keytype":"SCHEMA","subject":null,"version":1,"magic":1}""", "{}")]
    [InlineData("""{"keytype":"SCHEMA","subject":"s","version":1,"magic":1}""", "{}")]
    [InlineData("""{"keytype":"SCHEMA","subject":"s","version":1,"magic":1}""", "not json")]
    [InlineData("""{"keytype":"SCHEMA","subject":"s","version":0,"magic":1}""", """{"id":1,"schema":"\"int\""}""")]
    [InlineData("""{"keytype":"SCHEMA","subject":"s","version":1,"magic":1}""", """{"id":-1,"schema":"\"int\""}""")]
    [InlineData("""{"keytype":"SCHEMA","subject":"s","version":1,"magic":1}""", """{"id":99999999999,"schema":"\"int\""}""")]
    public void A_broken_record_is_reported_and_not_thrown(string? key, string? value) =>
        Decode(key, value).ShouldBeOfType<SchemaLogRecord.Unreadable>().Reason.ShouldNotBeEmpty();

    [Fact]
    public void Random_bytes_never_throw()
    {
        const int seed = 20261122;
        var random = new Random(seed);
        var good = SchemaRecordCodec.SchemaKeyBytes(new SchemaKey("s", 1));
        var value = SchemaRecordCodec.SchemaValueBytes(new SchemaKey("s", 1), 1, Schemas.Text("A", "x:int"));
        for (var i = 0; i < 20_000; i++)
        {
            var key = Mutated(good, random);
            var mutated = Mutated(value, random);
            Should.NotThrow(() => SchemaRecordCodec.Decode(key, mutated), $"seed {seed}, round {i}");
        }
    }

    [Fact]
    public void Restating_a_foreign_value_keeps_fields_that_we_do_not_know()
    {
        var value = Encoding.UTF8.GetBytes("""{"subject":"s","version":1,"id":4,"md5":"abc","schema":"\"int\"","deleted":false}""");
        Text(SchemaRecordCodec.Restate(value, 5, deleted: true))
            .ShouldBe("""{"subject":"s","version":1,"id":5,"md5":"abc","schema":"\"int\"","deleted":true}""");
        SchemaRecordCodec.Restate(value, 4, deleted: false).ShouldBeSameAs(value);
    }

    private static byte[] Mutated(byte[] bytes, Random random)
    {
        var copy = (byte[])bytes.Clone();
        for (var i = random.Next(4); i > 0; i--)
        {
            copy[random.Next(copy.Length)] = (byte)random.Next(256);
        }

        return copy[..random.Next(copy.Length / 2, copy.Length + 1)];
    }

    private static SchemaLogRecord Decode(string? key, string? value) => SchemaRecordCodec.Decode(Bytes(key), Bytes(value));

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}

using NbaPipeline.Avro.Tests.Generated;

namespace NbaPipeline.Avro.Tests.Codec;

public sealed class MalformedDataTests
{
    private const string Deep = """{"type":"record","name":"n.R","fields":[{"name":"next","type":["null","R"]}]}""";
    private const string Nested = """
        {"type":"record","name":"n.R","fields":[
          {"name":"list","type":{"type":"array","items":{"type":"map","values":"string"}}},
          {"name":"e","type":{"type":"enum","name":"E","symbols":["A","B"]}},
          {"name":"f","type":{"type":"fixed","name":"F","size":4}}]}
        """;

    [Theory]
    [InlineData("\"boolean\"", "02", 0, "boolean", "a boolean must be the byte 0 or 1, not 2")]
    [InlineData("\"int\"", "8080808010", 0, "int", "2147483648 does not fit an int")]
    [InlineData("\"long\"", "8080", 0, "long", "the data ends inside a number")]
    [InlineData("\"long\"", "80808080808080808002", 0, "long", "more than 10 bytes or 64 bits")]
    [InlineData("\"long\"", "8080808080808080808001", 0, "long", "more than 10 bytes or 64 bits")]
    [InlineData("\"double\"", "00", 0, "double", "8 bytes are needed, 1 are left")]
    [InlineData("\"string\"", "0A61", 0, "string", "the length 5 of a string is not possible: 1 bytes are left")]
    [InlineData("\"bytes\"", "01", 0, "bytes", "the length -1 of a bytes value is not possible")]
    [InlineData("\"string\"", "02FF", 0, "string", "not valid UTF-8")]
    [InlineData("\"int\"", "0200", 1, "int", "1 bytes are left over")]
    [InlineData("""["null","int"]""", "04", 0, "union", "there is no branch 2; the schema has 2")]
    [InlineData("""{"type":"array","items":"int"}""", "FEFFFFFF0F00", 0, "array", "a block of 2147483647 items is not possible")]
    [InlineData("""{"type":"array","items":"null"}""", "FEFFFFFF0F00", 0, "array", "more than 1024 items that take no bytes")]
    [InlineData("""{"type":"array","items":"int"}""", "01C801", 0, "array", "the size 100 of a block is not possible")]
    [InlineData(Nested, "0004", 1, "n.R.e", "there is no symbol 2; the schema has 2")]
    [InlineData(Nested, "00020102", 2, "n.R.f", "4 bytes are needed, 2 are left")]
    public void Malformed_bytes_are_reported_with_offset_and_schema_path(string schema, string hex, int offset, string path, string reason)
    {
        var body = Convert.FromHexString(hex);

        var error = Should.Throw<AvroException>(() => GenericCodec.Decode(AvroSchema.Parse(schema), body));

        error.Reason.ShouldContain(reason);
        error.Offset.ShouldBe(offset);
        error.SchemaPath.ShouldBe(path);
    }

    [Fact]
    public void The_path_leads_through_arrays_and_maps()
    {
        // list: 2 items; the first map is empty, the second has the key "a" with a string of 3 bytes, of which 1 is there.
        var body = Convert.FromHexString("0400020261" + "0678");

        var error = Should.Throw<AvroException>(() => GenericCodec.Decode(AvroSchema.Parse(Nested), body));

        error.SchemaPath.ShouldBe("n.R.list[1]{a}");
        error.Offset.ShouldBe(5);
    }

    [Fact]
    public void Recursion_is_bounded()
    {
        var body = Enumerable.Repeat((byte)2, 100_000).ToArray();

        var error = Should.Throw<AvroException>(() => GenericCodec.Decode(AvroSchema.Parse(Deep), body));

        error.Reason.ShouldBe($"values are nested more than {AvroLimits.MaxDepth} levels deep");
    }

    [Fact]
    public void A_generated_record_names_the_place_even_when_read_directly()
    {
        var body = AvroCodec.Encode(Samples.Everything());
        body[0] = 7;

        var error = Should.Throw<AvroException>(() =>
        {
            var reader = new AvroReader(body);
            Everything.Decode(ref reader);
        });

        error.SchemaPath.ShouldBe($"{Everything.AvroFullName}.flag");
        error.Message.ShouldBe($"Avro data at {Everything.AvroFullName}.flag, byte 0: a boolean must be the byte 0 or 1, not 7.");
    }
}

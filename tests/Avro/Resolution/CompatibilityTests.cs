namespace NbaPipeline.Avro.Tests.Resolution;

public sealed class CompatibilityTests
{
    [Theory]
    [InlineData("\"int\"", "\"long\"", "int: the writer's long cannot be read as int")]
    [InlineData("\"string\"", "\"int\"", "string: the writer's int cannot be read as string")]
    [InlineData(
        """["null","string"]""",
        "\"int\"",
        "union: the writer may write int, which no branch of the reader's union reads (null, string)"
    )]
    [InlineData("\"int\"", """["null","int"]""", "int: the writer's null cannot be read as int")]
    [InlineData(
        """{"type":"enum","name":"E","symbols":["A"]}""",
        """{"type":"enum","name":"E","symbols":["A","B","C"]}""",
        "E: the reader's enum lacks B, C and has no default symbol"
    )]
    [InlineData(
        """{"type":"fixed","name":"F","size":4}""",
        """{"type":"fixed","name":"F","size":8}""",
        "F: the fixed was 8 bytes and is 4"
    )]
    [InlineData(
        """{"type":"fixed","name":"F","size":4}""",
        """{"type":"fixed","name":"G","size":4}""",
        "F: the writer's G is another type than the reader's F; an alias would join them"
    )]
    [InlineData(
        """{"type":"array","items":{"type":"map","values":"int"}}""",
        """{"type":"array","items":{"type":"map","values":"string"}}""",
        "array[]{}: the writer's string cannot be read as int"
    )]
    [InlineData(
        """{"type":"long","logicalType":"timestamp-micros"}""",
        """{"type":"long","logicalType":"timestamp-millis"}""",
        "long: the logical type was timestamp-millis and is timestamp-micros; the same data would get another meaning"
    )]
    public void A_schema_that_cannot_read_the_old_data_is_told_why(string reader, string writer, string expected)
    {
        var reasons = SchemaCompatibility.CheckBackward(AvroSchema.Parse(reader), AvroSchema.Parse(writer));

        reasons.Select(r => r.ToString()).ShouldBe([expected]);
    }

    [Fact]
    public void All_reasons_are_named_with_their_paths()
    {
        var writer = AvroSchema.Parse(
            """
            {"type":"record","name":"n.R","fields":[
              {"name":"a","type":"string"},
              {"name":"inner","type":["null",{"type":"record","name":"I","fields":[{"name":"x","type":"long"}]}]}]}
            """
        );
        var reader = AvroSchema.Parse(
            """
            {"type":"record","name":"n.R","fields":[
              {"name":"a","type":"int"},
              {"name":"b","type":"int"},
              {"name":"inner","type":["null",{"type":"record","name":"I","fields":[{"name":"x","type":"int"}]}]}]}
            """
        );

        SchemaCompatibility.CheckBackward(reader, writer).Select(r => r.Path).ShouldBe(["n.R.a", "n.R.b", "n.R.inner.x"]);
    }

    [Theory]
    [InlineData("\"double\"", "\"int\"")]
    [InlineData("\"bytes\"", "\"string\"")]
    [InlineData("""["null","double"]""", """["int","null"]""")]
    [InlineData("""{"type":"enum","name":"E","symbols":["X"],"default":"X"}""", """{"type":"enum","name":"E","symbols":["A"]}""")]
    [InlineData("""{"type":"fixed","name":"a.New","aliases":["b.Old"],"size":2}""", """{"type":"fixed","name":"b.Old","size":2}""")]
    [InlineData(
        """{"type":"record","name":"R","fields":[{"name":"n","aliases":["m"],"type":["null","R"]},{"name":"z","type":"int","default":1}]}""",
        """{"type":"record","name":"other.R","fields":[{"name":"m","type":["null","R"]},{"name":"gone","type":"string"}]}"""
    )]
    public void A_schema_that_can_read_the_old_data_has_no_reasons(string reader, string writer)
    {
        SchemaCompatibility.CheckBackward(AvroSchema.Parse(reader), AvroSchema.Parse(writer)).ShouldBeEmpty();
    }
}

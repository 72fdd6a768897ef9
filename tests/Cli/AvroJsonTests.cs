using System.Text.Json;
using NbaPipeline.Avro;

namespace NbaPipeline.Cli.Tests;

public sealed class AvroJsonTests
{
    private static readonly AvroSchema Schema = AvroSchema.Parse(
        """
        {"type":"record","name":"R","fields":[
          {"name":"s","type":"string"},
          {"name":"n","type":["null","long"]},
          {"name":"d","type":{"type":"int","logicalType":"date"}},
          {"name":"t","type":{"type":"long","logicalType":"timestamp-millis"}},
          {"name":"p","type":["null",{"type":"bytes","logicalType":"decimal","precision":5,"scale":1}]},
          {"name":"a","type":{"type":"array","items":"int"}},
          {"name":"m","type":{"type":"map","values":"double"}},
          {"name":"e","type":{"type":"enum","name":"E","symbols":["X","Y"]}},
          {"name":"f","type":{"type":"fixed","name":"F","size":2}},
          {"name":"b","type":"boolean"}]}
        """
    );

    [Theory]
    [InlineData(
        """{"s":"Dončić","n":null,"d":"2024-03-01","t":"2024-03-01T00:30:00.5Z","p":24.5,"a":[1,-2],"m":{"x":0.25},"e":"Y","f":"AP8=","b":true}"""
    )]
    [InlineData(
        """{"s":"","n":9007199254740993,"d":"1970-01-01","t":"1970-01-01T00:00:00Z","p":null,"a":[],"m":{},"e":"X","f":"q80=","b":false}"""
    )]
    public void What_is_decoded_encodes_to_the_same_and_reads_as_people_write_it(string json)
    {
        using var document = JsonDocument.Parse(json);
        RegistryCodec.ToJson(Schema, JsonToAvro.Encode(Schema, document.RootElement)).ShouldBe(json);
    }

    [Theory]
    [InlineData("""{"s":1}""", "$.s: the schema wants string, the line has Number 1")]
    [InlineData("""{"s":"a"}""", "$: the field n of R is missing")]
    public void What_does_not_fit_is_named_by_field_and_both_types(string json, string message)
    {
        using var document = JsonDocument.Parse(json);
        Should.Throw<FormatException>(() => JsonToAvro.Encode(Schema, document.RootElement)).Message.ShouldBe(message);
    }

    [Fact]
    public void A_truncated_body_is_reported_with_offset_and_field()
    {
        using var document = JsonDocument.Parse(
            """{"s":"abc","n":null,"d":"2024-03-01","t":"2024-03-01T00:30:00Z","p":24.5,"a":[1],"m":{},"e":"Y","f":"AP8=","b":true}"""
        );
        var body = JsonToAvro.Encode(Schema, document.RootElement);
        var error = Should.Throw<AvroException>(() => RegistryCodec.ToJson(Schema, body.AsSpan(0, body.Length - 2)));
        error.Message.ShouldContain("f");
    }
}

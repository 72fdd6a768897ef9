namespace NbaPipeline.Avro.Tests.Schema;

/// <summary>The values are those of the test data that comes with the specification.</summary>
public sealed class FingerprintTests
{
    [Theory]
    [InlineData("null", 7195948357588979594L)]
    [InlineData("boolean", -6970731678124411036L)]
    [InlineData("int", 8247732601305521295L)]
    [InlineData("long", -3434872931120570953L)]
    [InlineData("float", 5583340709985441680L)]
    [InlineData("double", -8181574048448539266L)]
    [InlineData("bytes", 5746618253357095269L)]
    [InlineData("string", -8142146995180207161L)]
    public void Fingerprints_of_primitives_are_those_of_the_specification(string type, long expected)
    {
        AvroSchema.Parse($"{{\"type\":\"{type}\"}}").Fingerprint.ShouldBe(unchecked((ulong)expected));
    }

    [Fact]
    public void The_canonical_form_keeps_only_what_decides_how_data_is_read()
    {
        var schema = AvroSchema.Parse(
            """
            {
              "namespace": "a.b", "doc": "x", "name": "R", "type": "record", "aliases": ["Old"], "note": 1,
              "fields": [
                { "doc": "y", "type": { "type": "int", "logicalType": "date" }, "name": "d", "default": 0 },
                { "name": "f", "type": { "size": 4, "name": "F", "type": "fixed" } },
                { "name": "self", "type": ["null", "R", "a.b.F"], "default": null },
                { "name": "e", "type": { "type": "enum", "name": "other.E", "symbols": ["A", "B"], "default": "A" } },
                { "name": "m", "type": { "type": "map", "values": { "type": "array", "items": { "type": "string" } } } }
              ]
            }
            """
        );

        schema.CanonicalForm.ShouldBe(
            """{"name":"a.b.R","type":"record","fields":[{"name":"d","type":"int"},{"name":"f","type":{"name":"a.b.F","type":"fixed","size":4}},"""
                + """{"name":"self","type":["null","a.b.R","a.b.F"]},{"name":"e","type":{"name":"other.E","type":"enum","symbols":["A","B"]}},"""
                + """{"name":"m","type":{"type":"map","values":{"type":"array","items":"string"}}}]}"""
        );
    }
}

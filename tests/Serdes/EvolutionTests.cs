using NbaPipeline.Avro;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.AvroSerdes.Tests;

public sealed class EvolutionTests : IDisposable
{
    private readonly InMemorySchemaRegistry _registry = new();
    private readonly AvroSerde<Pass> _serde;

    public EvolutionTests() => _serde = new AvroSerde<Pass>(_registry, "passes");

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void Data_of_an_older_schema_is_resolved_to_the_readers()
    {
        // to was an int, a field is gone since, and metres was a float
        var id = Older(
            """{"name":"to","type":"int"},{"name":"gone","type":"string"},{"name":"from","type":"int"},{"name":"metres","type":"float"}"""
        );
        byte[] frame = [0, 0, 0, 0, (byte)id, 0x0E, 0x04, (byte)'h', (byte)'i', 0x03, 0, 0, 0xC0, 0x3F];
        _serde
            .Deserialize(frame)
            .ShouldBe(
                new Pass
                {
                    From = -2,
                    To = 7,
                    Metres = 1.5,
                }
            );
    }

    [Fact]
    public void A_schema_that_cannot_be_resolved_is_named_with_the_reasons()
    {
        var id = Older("""{"name":"from","type":"string"},{"name":"metres","type":"double"}""");
        var error = Should.Throw<AvroSerdeException>(() => _serde.Deserialize([0, 0, 0, 0, (byte)id, 0]));
        (error.SchemaId, error.ByteOffset).ShouldBe((id, 1));
        error.Message.ShouldContain("test.Pass.from");
        error.Message.ShouldContain("test.Pass.to");
    }

    [Fact]
    public void A_schema_that_differs_in_docs_only_is_the_same()
    {
        _serde.Register();
        var documented = AvroSchema.Parse(
            Pass.SchemaJson.Replace("\"name\":\"to\"", "\"doc\":\"receiver\",\"name\":\"to\"", StringComparison.Ordinal)
        );
        _registry.Register("passes-value", documented).ShouldBe(_serde.Register());
    }

    [Fact]
    public void Two_schemas_in_turn_are_each_read_right()
    {
        var id = Older("""{"name":"from","type":"int"},{"name":"to","type":"int"},{"name":"metres","type":"double"}""");
        byte[] older = [0, 0, 0, 0, (byte)id, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] own = [0, 0, 0, 0, (byte)_serde.Register(), 2, 6, 0, 0, 0, 0, 0, 0, 0, 0];
        for (var i = 0; i < 3; i++)
        {
            _serde.Deserialize(older).To.ShouldBe(2);
            _serde.Deserialize(own).To.ShouldBe(3);
        }
    }

    private int Older(string fields) =>
        _registry.Register(
            "passes-value",
            AvroSchema.Parse($$"""{"type":"record","name":"Pass","namespace":"test","fields":[{{fields}}]}""")
        );
}

using NbaPipeline.Avro;

namespace NbaPipeline.Materialiser.Tests;

public sealed class SchemaTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_field_of_a_newer_schema_becomes_a_column_and_a_wider_one_widens_it()
    {
        var newer = _scene.Registry.Register(
            "newer",
            AvroSchema.Parse(
                """
                {"type": "record", "name": "Point", "namespace": "t", "fields": [
                    {"name": "team", "type": ["null", "string"], "default": null},
                    {"name": "game_id", "type": "string"},
                    {"name": "points", "type": "long"}]}
                """
            )
        );
        _scene.AddPoints("g1", 20.5, 1);
        _scene.Source.Add(
            Scene.Points,
            "g2",
            AvroBytes.Frame(
                newer,
                (ref AvroWriter writer) =>
                {
                    writer.WriteUnion(1);
                    writer.WriteString("DEN");
                    writer.WriteString("g2");
                    writer.WriteLong(5_000_000_000);
                }
            )
        );
        _scene.AddPoints("g3", 20.5, 3);
        await _scene.RunToEndAsync();
        _scene
            .Query("SELECT game_id, line, points, team FROM predictions.points ORDER BY ALL")
            .ShouldBe(["g1|20.5|1|NULL", "g2|NULL|5000000000|DEN", "g3|20.5|3|NULL"]);
        await _scene.RunToEndAsync(); // with the mapping of the older schema
    }

    [Fact]
    public async Task Every_type_arrives_in_a_column_of_its_own_type()
    {
        var schema = AvroSchema.Parse(AllTypes.Schema);
        var id = _scene.Registry.Register("all", schema);
        _scene.Mappings = [new TableMapping("nba.clean.all_types", schema, "s")];
        _scene.Source.Add("nba.clean.all_types", "k", AvroBytes.Frame(id, AllTypes.Write));
        await _scene.RunToEndAsync();
        _scene.Letters.Letters.ShouldBeEmpty();
        _scene
            .Query("SELECT column_name || ' ' || data_type FROM duckdb_columns() WHERE table_name = 'all_types' ORDER BY column_index")
            .ShouldBe(AllTypes.Columns);
        _scene.Query("SELECT * FROM clean.all_types").ShouldBe([AllTypes.Row]);
    }

    [Theory]
    [InlineData("""["int", "string"]""", "is a union of other than null and one type")]
    [InlineData("\"t.R\"", "contains t.R inside itself")]
    [InlineData("""{"type": "bytes", "logicalType": "decimal", "precision": 39}""", "DuckDB holds up to 38 digits")]
    public async Task A_schema_without_column_type_is_refused_at_start_and_named(string type, string reason)
    {
        var schema = AvroSchema.Parse(
            $$"""{"type": "record", "name": "R", "namespace": "t", "fields": [{"name": "f", "type": {{type}}}]}"""
        );
        _scene.Mappings = [new TableMapping("nba.clean.r", schema)];
        _scene.Source.Add("nba.clean.r", "k", []);
        var error = await Scene.RunToFailureAsync(_scene.Create());
        error.Message.ShouldContain("t.R.f");
        error.Message.ShouldContain(reason);
    }
}

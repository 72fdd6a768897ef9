namespace NbaPipeline.SchemaRegistry.Tests;

public sealed class SchemaIdentityTests
{
    private const string Base = """
        {"type":"record","name":"Game","namespace":"nba","fields":[
          {"name":"id","type":"long"},
          {"name":"when","type":{"type":"long","logicalType":"timestamp-millis"}},
          {"name":"team","type":{"type":"enum","name":"Team","symbols":["BOS","LAL"]}},
          {"name":"other","type":["null","Team"],"default":null},
          {"name":"points","type":"int","default":0}]}
        """;

    [Theory]
    [InlineData("\"type\":\"int\"", "\"type\":{\"type\":\"int\"}")]
    [InlineData("\"name\":\"Game\",\"namespace\":\"nba\"", "\"name\":\"nba.Game\"")]
    [InlineData("\"name\":\"Team\"", "\"name\":\"Team\",\"namespace\":\"nba\"")]
    [InlineData("[\"null\",\"Team\"]", "[\"null\",\"nba.Team\"]")]
    [InlineData("\"type\":\"int\",\"default\":0", "\"default\":0,   \"type\":\"int\"")]
    [InlineData("\"name\":\"id\"", "\"doc\":\"the game\",\"name\":\"id\"")]
    [InlineData("\"name\":\"id\"", "\"order\":\"ascending\",\"name\":\"id\"")]
    public void Spelling_and_docs_do_not_make_another_schema(string was, string becomes) =>
        SchemaIdentity.Of(Changed(was, becomes)).ShouldBe(SchemaIdentity.Of(Base));

    [Theory]
    [InlineData("timestamp-millis", "timestamp-micros")]
    [InlineData("\"default\":0", "\"default\":1")]
    [InlineData("\"name\":\"points\"", "\"name\":\"points\",\"aliases\":[\"pts\"]")]
    [InlineData("\"BOS\",\"LAL\"", "\"LAL\",\"BOS\"")]
    [InlineData("\"type\":\"int\"", "\"type\":\"long\"")]
    [InlineData("\"namespace\":\"nba\"", "\"namespace\":\"nbl\"")]
    [InlineData("\"name\":\"id\"", "\"order\":\"ignore\",\"name\":\"id\"")]
    [InlineData("\"name\":\"id\"", "\"unit\":\"s\",\"name\":\"id\"")]
    public void What_decides_about_values_makes_another_schema(string was, string becomes) =>
        SchemaIdentity.Of(Changed(was, becomes)).ShouldNotBe(SchemaIdentity.Of(Base));

    [Fact]
    public void A_text_that_is_no_schema_is_identical_to_itself_only() => SchemaIdentity.Of("{not json").ShouldBe("{not json");

    [Fact]
    public void An_alias_of_a_type_may_inherit_its_namespace() =>
        SchemaIdentity
            .Of("""{"type":"fixed","name":"a.B","size":4,"aliases":["Old"]}""")
            .ShouldBe(SchemaIdentity.Of("""{"size":4,"type":"fixed","name":"B","namespace":"a","aliases":["a.Old"]}"""));

    private static string Changed(string was, string becomes)
    {
        Base.ShouldContain(was);
        return Base.Replace(was, becomes, StringComparison.Ordinal);
    }
}

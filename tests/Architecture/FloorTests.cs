namespace NbaPipeline.Architecture.Tests;

/// <summary>A project may reference only lower floors; the engine knows nothing of what flows through it.</summary>
public class FloorTests
{
    private static readonly string[] Generators = ["connectors/Kafka.Embedded.Generator", "schemas/Avro.Generator"];

    private static readonly Dictionary<string, int> Floors = new()
    {
        ["schemas/Avro"] = 0,
        ["schemas/Contracts"] = 1,
        ["schemas/Registry"] = 1,
        ["connectors/Kafka.Embedded"] = 1,
        ["connectors/DuckDb"] = 1,
        ["streams/Dataflow"] = 1,
        ["schemas/Serdes"] = 2,
        ["streams/Prediction"] = 2,
        ["streams/Dataflow.Testing"] = 2,
        ["connectors/Sources"] = 3,
        ["streams/Topologies"] = 3,
        ["connectors/Materialiser"] = 3,
        ["streams/Sql"] = 3,
        ["connectors/Publishing"] = 4,
        ["streams/Cli"] = 5,
    };

    private static IEnumerable<Project> Product => House.Projects.Where(project => !House.IsTest(project.File));

    [Fact]
    public void Every_product_project_stands_on_a_floor() =>
        Product
            .Select(project => project.Folder)
            .Where(folder => !Generators.Contains(folder) && !Floors.ContainsKey(folder))
            .ShouldBeEmpty();

    [Fact]
    public void A_project_references_only_lower_floors()
    {
        var upwards =
            from project in Product
            where !Generators.Contains(project.Folder)
            from reference in project.References
            where !Floors.TryGetValue(reference, out var floor) || floor >= Floors[project.Folder]
            select $"{project.Folder} references {reference}";
        upwards.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("streams/Dataflow")]
    [InlineData("connectors/DuckDb")]
    [InlineData("connectors/Kafka.Embedded")]
    [InlineData("schemas/Avro")]
    public void A_general_purpose_library_references_no_other_project(string folder) =>
        Product.Where(project => project.Folder == folder).SelectMany(project => project.References).ShouldBeEmpty();

    [Fact]
    public void A_generator_is_only_ever_an_analyser()
    {
        House
            .Projects.Where(project => !House.IsTest(project.File) && project.References.Intersect(Generators).Any())
            .Select(project => project.File)
            .ShouldBeEmpty();
        House.Projects.SelectMany(project => project.Analysers).Distinct().Order(StringComparer.Ordinal).ShouldBe(Generators);
    }

    [Fact]
    public void A_generator_references_no_project() =>
        Product.Where(project => Generators.Contains(project.Folder)).SelectMany(project => project.References).ShouldBeEmpty();

    [Fact]
    public void Internals_are_visible_to_tests_only()
    {
        string[] allowed = [".Tests", ".Benchmarks", ".Testing"];
        var shown =
            from project in Product
            from friend in project.Xml.Descendants("InternalsVisibleTo")
            let name = (string?)friend.Attribute("Include") ?? ""
            where !allowed.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal))
            select $"{project.Folder} shows its internals to {name}";
        shown.ShouldBeEmpty();
    }
}

using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NbaPipeline.Architecture.Tests;

public partial class ProjectFileTests
{
    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = ProjectInSolution().Matches(House.Read("NbaPipeline.sln")).Select(match => match.Groups[1].Value.Replace('\\', '/'));
        listed.Order(StringComparer.Ordinal).ShouldBe(House.Projects.Select(project => project.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Package_versions_are_central()
    {
        var own =
            from project in House.Projects
            from package in project.Xml.Descendants("PackageReference")
            where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null
            select $"{project.File} sets the version of {(string?)package.Attribute("Include")}: it belongs in Directory.Packages.props";
        own.ShouldBeEmpty();
    }

    [Fact]
    public void A_silenced_warning_in_a_project_file_is_explained_beside_it()
    {
        var silent =
            from file in House.Files
            where file.EndsWith(".csproj", StringComparison.Ordinal) || file.EndsWith(".props", StringComparison.Ordinal)
            from noWarn in XElement.Parse(House.Read(file)).Descendants("NoWarn")
            where noWarn.PreviousNode is not XComment && noWarn.NodesBeforeSelf().OfType<XComment>().LastOrDefault() is null
            select $"{file}: {noWarn.Value}";
        silent.ShouldBeEmpty();
    }

    [Fact]
    public void The_native_librdkafka_has_the_version_of_its_managed_half()
    {
        var managed = XElement
            .Parse(House.Read("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Single(package => (string?)package.Attribute("Include") == "Confluent.Kafka");
        House.Read("eng/bootstrap").ShouldContain($"librdkafka_version={(string?)managed.Attribute("Version")} ");
    }

    [Fact]
    public void Every_project_of_the_product_has_a_test_project()
    {
        var tested = House
            .Projects.Where(project => House.IsTest(project.File))
            .SelectMany(project => project.References.Concat(project.Analysers))
            .ToHashSet();
        House
            .Projects.Where(project => !House.IsTest(project.File) && !tested.Contains(project.Folder))
            .Select(project => project.Folder)
            .Except(TestedThroughOthers)
            .ShouldBeEmpty();
    }

    /// <summary>The generator's output is what tests/Contracts and tests/Serdes compile and run.</summary>
    private static readonly string[] TestedThroughOthers = ["connectors/Kafka.Embedded.Generator", "schemas/Avro.Generator"];

    [GeneratedRegex("""Project\("[^"]*"\) = "[^"]*", "([^"]*\.csproj)",""")]
    private static partial Regex ProjectInSolution();
}

namespace NbaPipeline.Architecture.Tests;

/// <summary>The sample is the first thing a user of the library reads: one page, and nothing to set up.</summary>
public class SampleTests
{
    private static readonly string[] Lines = House.Read("samples/wordcount.cs").TrimEnd('\n').Split('\n');

    [Fact]
    public void The_word_count_fits_on_forty_lines() => Lines.Length.ShouldBeLessThanOrEqualTo(40);

    [Fact]
    public void The_word_count_names_projects_that_are_there() =>
        Lines
            .Where(line => line.StartsWith("#:project ", StringComparison.Ordinal))
            .Select(line => Path.GetFullPath(Path.Combine(House.PathOf("samples"), line["#:project ".Length..])))
            .ShouldAllBe(folder => Directory.Exists(folder));

    [Fact]
    public void The_word_count_brings_its_own_broker() =>
        Lines.ShouldContain(line => line.Contains("AddEmbeddedKafka(", StringComparison.Ordinal));
}

using System.Reflection;

namespace NbaPipeline.Architecture.Tests;

/// <summary>
/// What a user of a library can see is written down in <c>PublicAPI.txt</c> beside its project file, so that a change of it shows in the
/// diff. `eng/public-api` writes the files (this test with UPDATE_PUBLIC_API=1).
/// </summary>
public class PublicApiTests
{
    private const string FileName = "PublicAPI.txt";

    /// <summary>Everything with an assembly that somebody may reference: neither the executable nor the compile-time generator.</summary>
    public static TheoryData<string> Libraries =>
        [
            .. House
                .Projects.Select(project => project.Folder)
                .Where(folder =>
                    !House.IsTest(folder + "/")
                    && folder is not ("streams/Cli" or "schemas/Avro.Generator" or "connectors/Kafka.Embedded.Generator")
                ),
        ];

    [SkippableTheory]
    [MemberData(nameof(Libraries))]
    public void The_public_surface_is_the_one_written_down(string folder)
    {
        var project = House.Projects.Single(each => each.Folder == folder);
        var assembly = Assembly.Load(Path.GetFileNameWithoutExtension(project.File));
        var actual = PublicApi.Describe(assembly);
        var file = House.PathOf($"{folder}/{FileName}");
        if (Environment.GetEnvironmentVariable("UPDATE_PUBLIC_API") == "1")
        {
            File.WriteAllLines(file, actual);
        }

        Skip.IfNot(File.Exists(file), $"{folder} has no {FileName} yet; eng/public-api writes it");
        var written = File.ReadAllLines(file);
        var added = actual.Except(written).Select(line => "+ " + line);
        var removed = written.Except(actual).Select(line => "- " + line);
        added.Concat(removed).ShouldBeEmpty($"The public surface of {folder} differs from {FileName}. If you mean it, run: eng/public-api");
    }
}

using System.Diagnostics;

namespace NbaPipeline.Architecture.Tests;

/// <summary>The checkout this test was built from: its root, its projects and the files that git keeps or would keep.</summary>
internal static class House
{
    public static string Root { get; } = FindRoot();

    /// <summary>Paths from the root, with '/', of all files that are tracked or new and not ignored.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static IEnumerable<Project> Projects =>
        Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(Project.Read);

    /// <summary>Hand-written C# files.</summary>
    public static IEnumerable<string> Sources => Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    public static IEnumerable<string> ProductSources =>
        Sources.Where(file => !IsTest(file) && !file.StartsWith("samples/", StringComparison.Ordinal));

    public static IEnumerable<string> TestSources => Sources.Where(IsTest);

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    public static bool IsTest(string file) => file.StartsWith("tests/", StringComparison.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NbaPipeline.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException(
            $"No NbaPipeline.sln in any folder above {AppContext.BaseDirectory}: run the tests from a checkout."
        );
    }

    private static List<string> ListFiles()
    {
        var start = new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        if (git.ExitCode != 0)
        {
            throw new InvalidOperationException($"git ls-files in {Root} ended with {git.ExitCode}: the checks need a git checkout.");
        }

        return
        [
            .. output
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Where(file => File.Exists(PathOf(file)))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }
}

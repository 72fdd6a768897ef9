namespace NbaPipeline.Contracts.Tests;

/// <summary>Finds the checkout by walking up from the test binary.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NbaPipeline.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"no NbaPipeline.sln above {AppContext.BaseDirectory}");
    }
}

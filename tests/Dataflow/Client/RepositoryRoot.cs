namespace NbaPipeline.Dataflow.Tests.Client;

/// <summary>The folder that holds the solution, found from the test's own place.</summary>
internal static class RepositoryRoot
{
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NbaPipeline.sln")))
                return folder.FullName;
        }
        return null;
    }
}

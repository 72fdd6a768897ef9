namespace NbaPipeline.Topologies.Tests.Support;

/// <summary>Finds the checkout by walking up from the test binary.</summary>
internal static class Repository
{
    public static string? Path(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "NbaPipeline.sln")))
                continue;
            var path = System.IO.Path.Combine([folder.FullName, .. parts]);
            return System.IO.Path.Exists(path) ? path : null;
        }
        return null;
    }
}

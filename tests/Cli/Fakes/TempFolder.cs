namespace NbaPipeline.Cli.Tests;

/// <summary>A data dir of one test.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder()
    {
        Folder = new DataFolder(Directory.CreateTempSubdirectory("nba-cli-").FullName);
    }

    public DataFolder Folder { get; }

    public string Path => Folder.Path;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

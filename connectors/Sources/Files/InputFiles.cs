namespace NbaPipeline.Sources;

/// <summary>The machine's own file system.</summary>
public sealed class InputFiles : IInputFiles
{
    private const int BufferBytes = 128 * 1024;

    private static readonly EnumerationOptions Recursive = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        MaxRecursionDepth = 32,
    };

    /// <inheritdoc/>
    public IReadOnlyList<string> EnumerateFiles(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"data directory '{directory}' does not exist");
        }

        var files = Directory.GetFiles(directory, "*", Recursive);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    /// <inheritdoc/>
    public Stream OpenRead(string path) =>
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
}

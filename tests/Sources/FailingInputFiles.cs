namespace NbaPipeline.Sources.Tests;

/// <summary>The real file system, except that one file fails from its n-th opening on.</summary>
internal sealed class FailingInputFiles(string name, int failFromOpen, string message) : IInputFiles
{
    private readonly InputFiles _inner = new();
    private int _opened;

    public IReadOnlyList<string> EnumerateFiles(string directory) => _inner.EnumerateFiles(directory);

    public Stream OpenRead(string path) =>
        path.EndsWith(name, StringComparison.Ordinal) && ++_opened >= failFromOpen ? throw new IOException(message) : _inner.OpenRead(path);
}

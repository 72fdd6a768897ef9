namespace NbaPipeline.Sources;

/// <summary>The part of a file system that recorded seasons are read through; tests inject failures here.</summary>
public interface IInputFiles
{
    /// <summary>All files below <paramref name="directory"/> (hidden ones left out), sorted by path in ordinal order.</summary>
    /// <exception cref="DirectoryNotFoundException">The directory does not exist.</exception>
    IReadOnlyList<string> EnumerateFiles(string directory);

    /// <summary>Opens a file for sequential reading.</summary>
    Stream OpenRead(string path);
}

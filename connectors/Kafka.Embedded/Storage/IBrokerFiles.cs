namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>
/// All the broker asks of a file system, so that the same code runs on a disk, in memory, and on one that stops or fails at a chosen step
/// (spec sections 8.1, 8.8, 21.4). Paths are relative to the data directory and use '/'.
/// </summary>
internal interface IBrokerFiles
{
    /// <summary>Opens for reading and writing, creating an empty file if there is none. Rename and delete stay possible while it is open.</summary>
    IBrokerFile Open(string path);

    /// <summary>Opens an existing file for reading only.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    IBrokerFile OpenRead(string path);

    bool FileExists(string path);

    bool DirectoryExists(string path);

    void CreateDirectory(string path);

    /// <summary>Names (not paths) of the files in a directory, in ordinal order; empty if there is no such directory.</summary>
    IReadOnlyList<string> Files(string directory);

    /// <summary>Names (not paths) of the directories in a directory, in ordinal order; empty if there is no such directory.</summary>
    IReadOnlyList<string> Directories(string directory);

    /// <summary>Renames a file or directory within the data directory; an existing file is replaced.</summary>
    void Rename(string from, string to);

    /// <summary>Deletes a file; nothing happens if there is none.</summary>
    void DeleteFile(string path);

    /// <summary>Deletes a directory with all it holds; nothing happens if there is none.</summary>
    void DeleteDirectory(string path);

    /// <summary>Returns when creations, renames and deletions in the directory are on the disk.</summary>
    void FlushDirectory(string path);

    /// <summary>Bytes that can still be written to the disk that holds the data directory.</summary>
    long FreeBytes { get; }
}

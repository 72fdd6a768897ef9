namespace NbaPipeline.Materialiser;

/// <summary>
/// What the materialiser does to files beside DuckDB. It never opens the live database file: closing any descriptor of it would drop DuckDB's lock.
/// </summary>
public interface IDatabaseFiles
{
    /// <summary>Makes the folder and those above it.</summary>
    void CreateFolder(string path);

    /// <summary>Deletes the file if it is there.</summary>
    void Delete(string path);

    /// <summary>Renames a file over another one, in one step.</summary>
    void Replace(string source, string target);

    /// <summary>Returns when the file's content is on the disk.</summary>
    void FlushFile(string path);

    /// <summary>Returns when the folder's entries are on the disk.</summary>
    void FlushFolder(string path);

    /// <summary>Length of a file in bytes, 0 if it is not there; does not open it.</summary>
    long Length(string path);

    /// <summary>Bytes that can still be written to the volume of a folder.</summary>
    long AvailableBytes(string folder);
}

using System.Globalization;
using System.Text;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>Keeps a data directory to one broker: <c>broker.lock</c> is open with no sharing and holds the process id, while the broker lives.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private const string Name = "broker.lock";

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <exception cref="ControlLogException">Another broker has the directory; the message names its process id.</exception>
    public static DirectoryLock Acquire(string directory)
    {
        Directory.CreateDirectory(directory);
        string path = Path.Combine(directory, Name);

        // Windows refuses any reader of a file opened without sharing, so there readers are let in; elsewhere None is an advisory lock that
        // does not stop a reader.
        FileShare share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && File.Exists(path))
        {
            throw new ControlLogException(
                $"The data directory '{directory}' is in use by {OwnerOf(path)}. Stop that broker, or use another directory.",
                e
            );
        }

        file.SetLength(0);
        file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        file.Flush();
        return new DirectoryLock(file);
    }

    /// <summary>The file stays: deleting it could take away the lock of a broker that opened it meanwhile.</summary>
    public void Dispose() => _file.Dispose();

    private static string OwnerOf(string path)
    {
        try
        {
            using var reader = new StreamReader(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
            );
            string text = reader.ReadToEnd();
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? $"process {id}" : "another process";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>Keeps a data directory to one broker: <c>broker.lock</c> is open with no sharing and holds the process id, while the broker lives.</summary>
internal sealed partial class DirectoryLock : IDisposable
{
    private const string Name = "broker.lock";

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <exception cref="EmbeddedBrokerInUseException">Another broker has the directory; the message names its process id.</exception>
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
            throw new EmbeddedBrokerInUseException(
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
            using SafeFileHandle handle = OpenWithoutLock(path);
            Span<byte> digits = stackalloc byte[16];
            int read = RandomAccess.Read(handle, digits, 0);
            return int.TryParse(digits[..read], NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                ? $"process {id}"
                : "another process";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }

    /// <summary>Outside Windows .NET opens no file without asking for a lock on it, which the owner has.</summary>
    private static SafeFileHandle OpenWithoutLock(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }

        int descriptor = Open(path, flags: 0);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new IOException($"Cannot open '{path}'.");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}

using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>
/// fsync of a directory, without which a power failure may undo creations, renames and deletions in it. .NET cannot open a directory, hence libc.
/// Windows has no such call and journals directory changes itself.
/// </summary>
internal static partial class DirectoryFlush
{
    private const int ReadOnly = 0;

    public static void Run(string fullPath)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        var descriptor = Open(fullPath, ReadOnly);
        if (descriptor < 0)
        {
            throw Failure("open", fullPath);
        }
        try
        {
            if (Fsync(descriptor) != 0)
            {
                throw Failure("flush", fullPath);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string what, string fullPath)
    {
        var number = Marshal.GetLastPInvokeError();
        return new IOException($"Cannot {what} directory '{fullPath}': {new Win32Exception(number).Message} (errno {number}).");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}

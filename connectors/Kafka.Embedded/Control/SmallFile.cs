using System.Buffers.Binary;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>
/// A file written as a whole (spec section 8.1): version byte, CRC-32C over everything else, content. Either the old or the new content is
/// there after a crash; a damaged file counts as absent.
/// </summary>
internal static class SmallFile
{
    private const byte Version = 1;
    private const int HeaderBytes = 5;

    public static void Write(IBrokerFiles files, string path, ReadOnlySpan<byte> content)
    {
        string temporary = path + ".tmp";
        files.DeleteFile(temporary);
        byte[] bytes = new byte[HeaderBytes + content.Length];
        bytes[0] = Version;
        content.CopyTo(bytes.AsSpan(HeaderBytes));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), Checksum(content));
        using (IBrokerFile file = files.Open(temporary))
        {
            file.Write(0, bytes);
            file.Flush();
        }

        files.Rename(temporary, path);
        files.FlushDirectory(DirectoryOf(path));
    }

    /// <summary>The content, or null if there is no such file or it is damaged.</summary>
    public static byte[]? Read(IBrokerFiles files, string path)
    {
        if (!files.FileExists(path))
        {
            return null;
        }

        byte[] bytes = ReadAll(files, path);
        bool valid =
            bytes.Length >= HeaderBytes
            && bytes[0] == Version
            && BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)) == Checksum(bytes.AsSpan(HeaderBytes));
        return valid ? bytes[HeaderBytes..] : null;
    }

    public static byte[] ReadAll(IBrokerFiles files, string path)
    {
        using IBrokerFile file = files.OpenRead(path);
        byte[] bytes = new byte[file.Length];
        int read = file.Read(0, bytes);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    private static uint Checksum(ReadOnlySpan<byte> content) =>
        ~ControlRecord.Crc32C(System.Numerics.BitOperations.Crc32C(uint.MaxValue, Version), content);

    private static string DirectoryOf(string path)
    {
        int slash = path.LastIndexOf('/');
        return slash < 0 ? "" : path[..slash];
    }
}

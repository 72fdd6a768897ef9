using System.Buffers.Binary;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>
/// A file that is written in one piece and either read whole and intact or not at all (spec section 8.1): version byte, CRC-32C of version and content, content.
/// </summary>
internal static class SmallFile
{
    public const string TemporarySuffix = ".tmp";
    private const int HeadBytes = 5;

    /// <summary>Replaces the file: temporary file, flush, rename, directory flush. Without <paramref name="flush"/> the order is kept but nothing is forced.</summary>
    public static void Write(IBrokerFiles files, string path, byte version, ReadOnlySpan<byte> content, bool flush = true)
    {
        var bytes = new byte[HeadBytes + content.Length];
        bytes[0] = version;
        content.CopyTo(bytes.AsSpan(HeadBytes));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), Sum(bytes));
        WriteRaw(files, path, bytes, flush);
    }

    /// <summary>As <see cref="Write"/>, for a file whose format brings its own checksums.</summary>
    public static void WriteRaw(IBrokerFiles files, string path, ReadOnlySpan<byte> bytes, bool flush)
    {
        var temporary = path + TemporarySuffix;
        using (var file = files.Open(temporary))
        {
            file.Truncate(0);
            file.Write(0, bytes);
            if (flush)
            {
                file.Flush();
            }
        }
        files.Rename(temporary, path);
        if (flush)
        {
            files.FlushDirectory(path[..Math.Max(0, path.LastIndexOf('/'))]);
        }
    }

    /// <summary>The content, or null if there is no such file, or it is damaged or of another version: all of these count as absent.</summary>
    public static byte[]? TryRead(IBrokerFiles files, string path, byte version)
    {
        if (!files.FileExists(path))
        {
            return null;
        }
        using var file = files.OpenRead(path);
        var bytes = new byte[file.Length];
        var intact =
            file.Read(0, bytes) == bytes.Length
            && bytes.Length >= HeadBytes
            && bytes[0] == version
            && BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)) == Sum(bytes);
        return intact ? bytes[HeadBytes..] : null;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes) =>
        Crc32C.Finish(Crc32C.Append(Crc32C.Append(Crc32C.Seed, bytes[..1]), bytes[HeadBytes..]));
}

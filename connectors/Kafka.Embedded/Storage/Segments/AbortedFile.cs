using System.Buffers.Binary;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>The <c>.aborted</c> file of a closed segment: its aborted transactions in the order of their markers.</summary>
internal static class AbortedFile
{
    private const byte Version = 1;
    private const int EntryBytes = 32;

    public static void Write(IBrokerFiles files, string path, GrowingList<AbortedEntry> entries, bool flush)
    {
        var bytes = new byte[entries.Count * EntryBytes];
        for (var i = 0; i < entries.Count; i++)
        {
            var target = bytes.AsSpan(i * EntryBytes);
            BinaryPrimitives.WriteInt64BigEndian(target, entries[i].ProducerId);
            BinaryPrimitives.WriteInt64BigEndian(target[8..], entries[i].FirstOffset);
            BinaryPrimitives.WriteInt64BigEndian(target[16..], entries[i].MarkerOffset);
            BinaryPrimitives.WriteInt64BigEndian(target[24..], entries[i].StableAfter);
        }
        SmallFile.Write(files, path, Version, bytes, flush);
    }

    /// <summary>Null if the file is missing or damaged.</summary>
    public static AbortedEntry[]? TryRead(IBrokerFiles files, string path)
    {
        var bytes = SmallFile.TryRead(files, path, Version);
        if (bytes is null || bytes.Length % EntryBytes != 0)
        {
            return null;
        }
        var entries = new AbortedEntry[bytes.Length / EntryBytes];
        for (var i = 0; i < entries.Length; i++)
        {
            var source = bytes.AsSpan(i * EntryBytes);
            entries[i] = new AbortedEntry(
                BinaryPrimitives.ReadInt64BigEndian(source),
                BinaryPrimitives.ReadInt64BigEndian(source[8..]),
                BinaryPrimitives.ReadInt64BigEndian(source[16..]),
                BinaryPrimitives.ReadInt64BigEndian(source[24..])
            );
        }
        return entries;
    }
}

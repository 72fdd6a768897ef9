using System.Buffers.Binary;
using System.Globalization;
using NbaPipeline.Kafka.Embedded.Generator;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

/// <summary>Values that depend on nothing but the path of the field, the same as in <c>Vectors.java</c>.</summary>
/// <param name="withNulls">Whether about half of the fields that may be null are.</param>
internal sealed class PathValues(bool withNulls) : IFieldValues
{
    public bool IsNull(string path) => withNulls && (Hash(path) & 1) == 0;

    public bool IsSet(string path) => true;

    public int Count(string path) => 1 + (int)((Hash(path) >> 8) & 1);

    public object Scalar(FieldKind kind, string path)
    {
        var hash = Hash(path);
        return kind switch
        {
            FieldKind.Int8 => (sbyte)hash,
            FieldKind.Int16 => (short)hash,
            FieldKind.Int32 => (int)hash,
            FieldKind.Int64 => (long)hash,
            FieldKind.Bool => (hash & 1) == 1,
            FieldKind.Uuid => new Guid([.. Bytes(hash), .. Bytes(~hash)], bigEndian: true),
            FieldKind.String => Text(hash),
            FieldKind.Bytes => Bytes(hash),
            FieldKind.Records => new Memory<byte>(Bytes(hash)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    private static string Text(ulong hash)
    {
        var word = (hash & 0xFFFF).ToString("x", CultureInfo.InvariantCulture) + (((hash >> 16) & 3) == 0 ? "\u00e9\u4e2d" : "");
        return ((hash >> 18) & 7) == 0 ? string.Concat(Enumerable.Repeat(word, 40)) : word;
    }

    private static byte[] Bytes(ulong value)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>FNV-1a, 64 bit, with its bits spread over the word.</summary>
    private static ulong Hash(string path)
    {
        var hash = path.Aggregate(0xcbf29ce484222325UL, (h, c) => unchecked((h ^ c) * 0x100000001b3UL));
        hash ^= hash >> 32;
        hash = unchecked(hash * 0x9E3779B97F4A7C15UL);
        return hash ^ (hash >> 29);
    }
}

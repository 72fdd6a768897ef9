using System.Buffers.Binary;
using System.Globalization;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Names below the data directory (spec section 8.1). Topics go by id, so that names which differ in case only, or mean something to Windows, are safe.</summary>
internal static class LogPaths
{
    public const string Topics = "topics";
    public const string DeletedSuffix = ".deleted";
    public const string OrphanSuffix = ".orphan";
    public const string CutSuffix = ".cut";
    public const string TopicName = "topic.name";
    public const string Epochs = "epochs";

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int IdCharacters = 26;

    /// <summary>26 characters of base 32, lower case.</summary>
    public static string TopicDirectoryName(Guid topicId)
    {
        Span<byte> bytes = stackalloc byte[16];
        topicId.TryWriteBytes(bytes, bigEndian: true, out _);
        var value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        Span<char> name = stackalloc char[IdCharacters];
        for (var i = IdCharacters - 1; i >= 0; i--)
        {
            name[i] = Alphabet[(int)(value & 31)];
            value >>= 5;
        }
        return name.ToString();
    }

    public static string Topic(Guid topicId) => $"{Topics}/{TopicDirectoryName(topicId)}";

    public static string Partition(Guid topicId, int partition) =>
        string.Create(CultureInfo.InvariantCulture, $"{Topic(topicId)}/{partition}");

    /// <summary>A segment's path without suffix.</summary>
    public static string Segment(string directory, long baseOffset) =>
        string.Create(CultureInfo.InvariantCulture, $"{directory}/{baseOffset:D20}");

    /// <summary>The base offset in the name of a file with that suffix; -1 if it is another file's.</summary>
    public static long BaseOffsetOf(string fileName, string suffix) =>
        fileName.EndsWith(suffix, StringComparison.Ordinal)
        && long.TryParse(
            fileName.AsSpan(0, fileName.Length - suffix.Length),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var offset
        )
            ? offset
            : -1;
}

using System.IO.Compression;

namespace NbaPipeline.Sources;

/// <summary>Tells the container of a file from its first bytes.</summary>
internal static class ContainerProbe
{
    private const int HeadBytes = 512;

    public static Container Detect(IInputFiles files, string path)
    {
        using var stream = files.OpenRead(path);
        Span<byte> head = stackalloc byte[HeadBytes];
        var count = stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        head = head[..count];
        if (head.IsEmpty)
        {
            return Container.Empty;
        }

        if (head.StartsWith("PAR1"u8))
        {
            return Container.Parquet;
        }

        return IsGzip(head) ? DetectInside(files, path)
            : IsText(head) ? Container.Csv
            : Container.NotATable;
    }

    private static bool IsGzip(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, ..];

    private static Container DetectInside(IInputFiles files, string path)
    {
        using var stream = new GZipStream(files.OpenRead(path), CompressionMode.Decompress);
        Span<byte> head = stackalloc byte[HeadBytes];
        try
        {
            var count = stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
            // Nothing inside: the reader says whether the file was cut short or holds an empty text.
            return count == 0 || IsText(head[..count]) ? Container.GzipCsv : Container.NotATable;
        }
        catch (InvalidDataException)
        {
            return Container.GzipCsv; // damaged at once; the reader reports it with the file's name
        }
    }

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            head = head[3..];
        }

        head = head.TrimStart(" \r\n\t"u8);
        return !head.Contains((byte)0) && (head.IsEmpty || !"{[<%#"u8.Contains(head[0]));
    }
}

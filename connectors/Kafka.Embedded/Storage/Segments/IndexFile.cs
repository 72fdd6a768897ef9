namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>
/// The <c>.idx</c> file of a closed segment: a head and index pages, each with its own checksum. It is written last: a valid one says that its segment and all
/// before it are flushed (spec section 8.2).
/// </summary>
internal static class IndexFile
{
    public static long PagePosition(int number) => IndexHead.SizeBytes + (long)number * IndexPage.SizeBytes;

    public static void Write(IBrokerFiles files, string path, IndexHead head, SegmentIndex index, bool flush)
    {
        var pages = Pages(head.Entries);
        var bytes = new byte[PagePosition(pages)];
        head.Write(bytes);
        for (var number = 0; number < pages; number++)
        {
            IndexPage.Write(bytes.AsSpan((int)PagePosition(number), IndexPage.SizeBytes), number, index);
        }
        SmallFile.WriteRaw(files, path, bytes, flush);
    }

    /// <summary>The head alone, which is all a clean start needs; null if it is missing or damaged.</summary>
    public static IndexHead? TryReadHead(IBrokerFiles files, string path)
    {
        if (!files.FileExists(path))
        {
            return null;
        }
        using var file = files.OpenRead(path);
        Span<byte> bytes = stackalloc byte[IndexHead.SizeBytes];
        var head = file.Read(0, bytes) == bytes.Length ? IndexHead.TryRead(bytes) : null;
        return head is not null && file.Length == PagePosition(Pages(head.Entries)) ? head : null;
    }

    /// <summary>The head, if it and all pages are intact.</summary>
    public static IndexHead? TryVerify(IBrokerFiles files, string path)
    {
        var head = TryReadHead(files, path);
        return head is not null && TryLoad(files, path, head) is not null ? head : null;
    }

    /// <summary>Reads all entries into memory; null if a page is damaged.</summary>
    public static MemoryIndex? TryLoad(IBrokerFiles files, string path, IndexHead head)
    {
        using var file = files.OpenRead(path);
        var index = new MemoryIndex();
        var page = new byte[IndexPage.SizeBytes];
        for (var number = 0; number < Pages(head.Entries); number++)
        {
            if (file.Read(PagePosition(number), page) < page.Length || !IndexPage.IsIntact(page, number))
            {
                return null;
            }
            for (var i = 0; i < IndexPage.Count(page); i++)
            {
                index.Add(IndexPage.Get(page, i));
            }
        }
        return index.Count == head.Entries ? index : null;
    }

    private static int Pages(int entries) => (entries + IndexPage.Entries - 1) / IndexPage.Entries;
}

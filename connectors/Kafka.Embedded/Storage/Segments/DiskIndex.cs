namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>The index of a closed segment, searched in its file page by page; the pages used last are kept in memory, shared by all segments.</summary>
internal sealed class DiskIndex(IBrokerFiles files, LruCache<(DiskIndex, int), byte[]> pages, string path, int count) : SegmentIndex
{
    private volatile bool _isDamaged;

    public override int Count => _isDamaged ? 0 : count;

    /// <summary>A page could not be read or its checksum is wrong. Look-ups then scan the segment from its begin until the index is made anew.</summary>
    public bool IsDamaged => _isDamaged;

    public override bool TryGet(int at, out IndexEntry entry)
    {
        var (number, slot) = Math.DivRem(at, IndexPage.Entries);
        if (!pages.TryGet((this, number), out var page))
        {
            page = ReadPage(number);
            if (page is null)
            {
                _isDamaged = true;
                entry = default;
                return false;
            }
            pages.Set((this, number), page);
        }
        entry = IndexPage.Get(page, slot);
        return true;
    }

    private byte[]? ReadPage(int number)
    {
        try
        {
            using var file = files.OpenRead(path);
            var page = new byte[IndexPage.SizeBytes];
            var read = file.Read(IndexFile.PagePosition(number), page);
            return read == page.Length && IndexPage.IsIntact(page, number) ? page : null;
        }
        catch (IOException)
        {
            // As good as damaged: the log itself can still be searched.
            return null;
        }
    }
}

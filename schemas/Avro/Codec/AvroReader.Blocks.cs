namespace NbaPipeline.Avro;

public ref partial struct AvroReader
{
    /// <summary>
    /// The number of items in the next block of an array or map; 0 ends it. <paramref name="minItemBytes"/> is the least
    /// that one item takes, so that a count which the remaining bytes cannot hold is refused before anything is allocated.
    /// </summary>
    public int ReadBlockCount(int minItemBytes)
    {
        var start = _position;
        var count = ReadLong();
        if (count < 0)
        {
            // A negative count is followed by the block's size in bytes, for readers that skip.
            count = unchecked(-count);
            var size = ReadLong();
            if ((ulong)size > (ulong)Remaining)
            {
                throw Error($"the size {size} of a block is not possible: {Remaining} bytes are left", start);
            }
        }

        if (
            minItemBytes > 0
                ? (ulong)count > (ulong)(Remaining / minItemBytes)
                : (ulong)count > (ulong)(AvroLimits.MaxEmptyItems - _emptyItems)
        )
        {
            throw BlockError(count, minItemBytes, start);
        }

        if (minItemBytes == 0)
        {
            _emptyItems += (int)count;
        }

        return (int)count;
    }

    private readonly AvroException BlockError(long count, int minItemBytes, int start) =>
        minItemBytes > 0
            ? Error(
                $"a block of {(ulong)count} items is not possible: {Remaining} bytes are left, an item takes {minItemBytes} or more",
                start
            )
            : Error($"more than {AvroLimits.MaxEmptyItems} items that take no bytes", start);
}

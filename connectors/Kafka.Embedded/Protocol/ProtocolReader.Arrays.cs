namespace NbaPipeline.Kafka.Embedded.Protocol;

internal partial struct ProtocolReader
{
    /// <summary>The count of an array that may not be null.</summary>
    /// <param name="flexible">Whether the count is compact.</param>
    /// <param name="minElementBytes">What one element takes at least, to check the count against the bytes that are left.</param>
    public int ReadArrayCount(bool flexible, int minElementBytes)
    {
        var count = ReadNullableArrayCount(flexible, minElementBytes);
        if (count < 0)
        {
            ThrowInvalid("array", "is null");
        }

        return count;
    }

    /// <inheritdoc cref="ReadArrayCount"/>
    /// <returns>-1 for null.</returns>
    public int ReadNullableArrayCount(bool flexible, int minElementBytes)
    {
        var count = flexible ? ReadCompactLength("compact array") : ReadInt32();
        CheckLength("array", count);
        if (count <= 0)
        {
            return count;
        }

        if ((long)count * minElementBytes > Remaining)
        {
            ThrowTooLong($"array of {count} elements", (long)count * minElementBytes);
        }

        if (count > _elementsLeft)
        {
            ThrowInvalid($"array of {count} elements", $"goes beyond the {MaxElements} elements that one frame may hold");
        }

        _elementsLeft -= count;
        return count;
    }

    /// <summary>Skips a tag section: no tagged field is known here.</summary>
    public void SkipTags()
    {
        for (var left = ReadTagCount(); left > 0; left--)
        {
            SkipTag(ReadTag(out var end), end);
        }
    }

    /// <summary>How many tagged fields follow.</summary>
    public int ReadTagCount()
    {
        var count = ReadUnsignedVarint();
        // A tagged field takes two bytes at least: its number and its size.
        if (count > (uint)Remaining / 2)
        {
            ThrowTooLong($"tag section of {count} fields", 2L * count);
        }

        return (int)count;
    }

    /// <summary>The number of the next tagged field and the position after it.</summary>
    public uint ReadTag(out int end)
    {
        var tag = ReadUnsignedVarint();
        var size = ReadUnsignedVarint();
        if (size > (uint)Remaining)
        {
            ThrowTooLong($"tagged field {tag}", size);
        }

        end = _position + (int)size;
        return tag;
    }

    /// <summary>Skips an unknown tagged field (spec section 3.7).</summary>
    public void SkipTag(uint tag, int end)
    {
        CheckTagNotPassed(tag, end);
        _position = end;
    }

    /// <summary>Checks that a known tagged field filled its size exactly.</summary>
    public readonly void EndTag(uint tag, int end)
    {
        CheckTagNotPassed(tag, end);
        if (_position != end)
        {
            ThrowInvalid($"tagged field {tag}", $"ends {end - _position} bytes before its size says");
        }
    }

    private readonly void CheckTagNotPassed(uint tag, int end)
    {
        if (_position > end)
        {
            ThrowInvalid($"tagged field {tag}", $"goes {_position - end} bytes beyond its size");
        }
    }
}

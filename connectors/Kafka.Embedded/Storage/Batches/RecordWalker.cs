namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Goes through the records of an uncompressed batch without copying. Everything read is bounds-checked: the bytes come from a client.</summary>
internal ref struct RecordWalker(ReadOnlySpan<byte> records)
{
    private readonly ReadOnlySpan<byte> _bytes = records;
    private int _at;

    /// <summary>The walk ended before the end of the bytes because a record is not well-formed.</summary>
    public bool IsMalformed { get; private set; }

    public long TimestampDelta { get; private set; }

    public int OffsetDelta { get; private set; }

    public bool HasKey { get; private set; }

    public ReadOnlySpan<byte> Key { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Moves to the next record; false at the end or at one that is not well-formed.</summary>
    public bool TryNext()
    {
        if (_at == _bytes.Length || IsMalformed)
        {
            return false;
        }
        IsMalformed = !TryReadRecord();
        return !IsMalformed;
    }

    private bool TryReadRecord()
    {
        // Length, then attributes (one byte, unused), times and offsets as differences, key, value, headers (spec section 7.1).
        if (!TryReadInt(out var length) || length < 1 || length > _bytes.Length - _at)
        {
            return false;
        }
        var end = _at + length;
        _at++;
        if (!TryReadLong(out var timestampDelta) || !TryReadInt(out var offsetDelta) || !TryReadBytes(out var key, out var hasKey))
        {
            return false;
        }
        (TimestampDelta, OffsetDelta, HasKey) = (timestampDelta, offsetDelta, hasKey);
        Key = key;
        if (!TryReadBytes(out var value, out _) || !TryReadInt(out var headers) || headers < 0)
        {
            return false;
        }
        Value = value;
        for (var i = 0; i < headers; i++)
        {
            if (!TryReadBytes(out _, out var hasName) || !hasName || !TryReadBytes(out _, out _))
            {
                return false;
            }
        }
        return _at == end;
    }

    private bool TryReadBytes(out ReadOnlySpan<byte> bytes, out bool isPresent)
    {
        bytes = default;
        isPresent = false;
        if (!TryReadInt(out var length) || length < -1 || length > _bytes.Length - _at)
        {
            return false;
        }
        if (length >= 0)
        {
            isPresent = true;
            bytes = _bytes.Slice(_at, length);
            _at += length;
        }
        return true;
    }

    private bool TryReadInt(out int value)
    {
        if (_at < _bytes.Length && _bytes[_at] < 0x80)
        {
            uint single = _bytes[_at++];
            value = (int)(single >> 1) ^ -(int)(single & 1);
            return true;
        }
        var fits = TryReadLong(out var wide) && wide is >= int.MinValue and <= int.MaxValue;
        value = fits ? (int)wide : 0;
        return fits;
    }

    private bool TryReadLong(out long value)
    {
        ulong raw = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_at == _bytes.Length)
            {
                break;
            }
            var next = _bytes[_at++];
            raw |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                value = (long)(raw >> 1) ^ -(long)(raw & 1);
                return true;
            }
        }
        value = 0;
        return false;
    }
}

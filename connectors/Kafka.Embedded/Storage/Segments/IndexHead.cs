using System.Buffers.Binary;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>What the <c>.idx</c> file of a closed segment says about it, so that a clean start need not read the segment.</summary>
internal sealed record IndexHead
{
    public const int SizeBytes = 80;
    private const byte Version = 1;
    private const int CrcAt = SizeBytes - 4;

    public required long BaseOffset { get; init; }

    /// <summary>Length of the <c>.log</c> file that this index is for.</summary>
    public required long LengthBytes { get; init; }

    public required long NextOffset { get; init; }

    /// <summary>-1 if no record has a time.</summary>
    public required long LargestTimestamp { get; init; }

    /// <summary>Position of the first batch that has it.</summary>
    public required long LargestTimestampPosition { get; init; }

    /// <summary>Wall clock of the last append, by which a segment without record times ages.</summary>
    public required long LastAppendMs { get; init; }

    public required int Entries { get; init; }

    /// <summary>Entries of the <c>.aborted</c> file; there is none for 0.</summary>
    public required int AbortedCount { get; init; }

    /// <summary>Leader epoch of the last batch; -1 without one.</summary>
    public required int LastLeaderEpoch { get; init; }

    public void Write(Span<byte> target)
    {
        target = target[..SizeBytes];
        target.Clear();
        target[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(target[1..], BaseOffset);
        BinaryPrimitives.WriteInt64BigEndian(target[9..], LengthBytes);
        BinaryPrimitives.WriteInt64BigEndian(target[17..], NextOffset);
        BinaryPrimitives.WriteInt64BigEndian(target[25..], LargestTimestamp);
        BinaryPrimitives.WriteInt64BigEndian(target[33..], LargestTimestampPosition);
        BinaryPrimitives.WriteInt64BigEndian(target[41..], LastAppendMs);
        BinaryPrimitives.WriteInt32BigEndian(target[49..], Entries);
        BinaryPrimitives.WriteInt32BigEndian(target[53..], AbortedCount);
        BinaryPrimitives.WriteInt32BigEndian(target[57..], LastLeaderEpoch);
        BinaryPrimitives.WriteUInt32BigEndian(target[CrcAt..], Crc32C.Compute(target[..CrcAt]));
    }

    /// <summary>Null if the bytes are not an intact head.</summary>
    public static IndexHead? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (
            bytes.Length < SizeBytes
            || bytes[0] != Version
            || BinaryPrimitives.ReadUInt32BigEndian(bytes[CrcAt..]) != Crc32C.Compute(bytes[..CrcAt])
        )
        {
            return null;
        }
        return new IndexHead
        {
            BaseOffset = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]),
            LengthBytes = BinaryPrimitives.ReadInt64BigEndian(bytes[9..]),
            NextOffset = BinaryPrimitives.ReadInt64BigEndian(bytes[17..]),
            LargestTimestamp = BinaryPrimitives.ReadInt64BigEndian(bytes[25..]),
            LargestTimestampPosition = BinaryPrimitives.ReadInt64BigEndian(bytes[33..]),
            LastAppendMs = BinaryPrimitives.ReadInt64BigEndian(bytes[41..]),
            Entries = BinaryPrimitives.ReadInt32BigEndian(bytes[49..]),
            AbortedCount = BinaryPrimitives.ReadInt32BigEndian(bytes[53..]),
            LastLeaderEpoch = BinaryPrimitives.ReadInt32BigEndian(bytes[57..]),
        };
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>
/// A <c>producers-*</c> file: the state of all producers at the offset in its name. Times of last use are not in it, since they count anew from every start.
/// </summary>
internal static class ProducerSnapshot
{
    public const string Prefix = "producers-";
    private const byte Version = 1;
    private const int HeadBytes = 22;
    private const int BatchBytes = 24;

    public static string Path(string directory, long offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{directory}/{Prefix}{offset:D20}");

    /// <summary>The offset in the name of a snapshot file; -1 if the name is another file's.</summary>
    public static long OffsetOf(string fileName) =>
        fileName.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(fileName.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : -1;

    public static byte[] Encode(ProducerStates states)
    {
        var target = new ArrayBufferWriter<byte>(64 + states.Count * (HeadBytes + 2 * BatchBytes));
        foreach (var state in states.All)
        {
            Encode(state, target);
        }
        return target.WrittenSpan.ToArray();
    }

    public static void Write(IBrokerFiles files, string path, byte[] content, bool flush) =>
        SmallFile.Write(files, path, Version, content, flush);

    /// <summary>Null if the file is missing or damaged.</summary>
    public static ProducerStates? TryRead(IBrokerFiles files, string path, int maxProducers, long nowMs)
    {
        var content = SmallFile.TryRead(files, path, Version);
        if (content is null)
        {
            return null;
        }
        var states = new ProducerStates(maxProducers);
        ReadOnlySpan<byte> rest = content;
        while (!rest.IsEmpty)
        {
            states.Restore(Decode(ref rest, nowMs));
        }
        return states;
    }

    private static void Encode(ProducerState state, ArrayBufferWriter<byte> target)
    {
        var size = HeadBytes + state.Window.Count * BatchBytes;
        var bytes = target.GetSpan(size);
        BinaryPrimitives.WriteInt64BigEndian(bytes, state.ProducerId);
        BinaryPrimitives.WriteInt16BigEndian(bytes[8..], state.Epoch);
        BinaryPrimitives.WriteInt64BigEndian(bytes[10..], state.TransactionFirstOffset);
        BinaryPrimitives.WriteInt32BigEndian(bytes[18..], state.Window.Count);
        for (var i = 0; i < state.Window.Count; i++)
        {
            var batch = state.Window[i];
            var at = bytes[(HeadBytes + i * BatchBytes)..];
            BinaryPrimitives.WriteInt32BigEndian(at, batch.FirstSequence);
            BinaryPrimitives.WriteInt32BigEndian(at[4..], batch.LastSequence);
            BinaryPrimitives.WriteInt64BigEndian(at[8..], batch.BaseOffset);
            BinaryPrimitives.WriteInt64BigEndian(at[16..], batch.LogAppendTimeMs);
        }
        target.Advance(size);
    }

    private static ProducerState Decode(ref ReadOnlySpan<byte> bytes, long nowMs)
    {
        var state = new ProducerState(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt16BigEndian(bytes[8..]))
        {
            TransactionFirstOffset = BinaryPrimitives.ReadInt64BigEndian(bytes[10..]),
            LastUsedMs = nowMs,
        };
        var count = BinaryPrimitives.ReadInt32BigEndian(bytes[18..]);
        bytes = bytes[HeadBytes..];
        for (; count > 0; count--)
        {
            state.Window.Push(
                new ProducedBatch(
                    BinaryPrimitives.ReadInt32BigEndian(bytes),
                    BinaryPrimitives.ReadInt32BigEndian(bytes[4..]),
                    BinaryPrimitives.ReadInt64BigEndian(bytes[8..]),
                    BinaryPrimitives.ReadInt64BigEndian(bytes[16..])
                )
            );
            bytes = bytes[BatchBytes..];
        }
        return state;
    }
}

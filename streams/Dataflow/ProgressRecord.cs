using System.Text;
using NbaPipeline.Dataflow.Serialisation;

namespace NbaPipeline.Dataflow;

/// <summary>
/// A producer's declaration "I write nothing more with a time up to <see cref="CompleteUntilMs"/> to this topic", valid for a reader
/// that has passed the end offsets. Written in the transaction of the records it stands for (docs/event-time.md).
/// </summary>
/// <param name="Topic">The topic spoken of.</param>
/// <param name="Producer">Name of the producer, stable over restarts.</param>
/// <param name="CompleteUntilMs">Event time, inclusive; <see cref="long.MaxValue"/>: nothing more will ever come.</param>
/// <param name="ProducerCount">How many producers write the topic; readers wait until they have heard of all.</param>
/// <param name="EndOffsets">Per partition the offset after the producer's last record; a partition it never wrote may be absent.</param>
public sealed record ProgressRecord(
    string Topic,
    string Producer,
    long CompleteUntilMs,
    int ProducerCount,
    IReadOnlyDictionary<int, long> EndOffsets
)
{
    /// <summary>Header that names the producer of a record where a topic has several.</summary>
    public const string ProducerHeader = "dataflow.producer";

    private const byte Version = 1;

    /// <summary>Configs of a progress topic: one partition, compacted soon.</summary>
    public static IReadOnlyDictionary<string, string> TopicConfigs { get; } =
        new Dictionary<string, string>
        {
            ["cleanup.policy"] = "compact",
            ["segment.bytes"] = "8388608",
            ["min.cleanable.dirty.ratio"] = "0.1",
        };

    /// <summary>The record's key: one per topic and producer, so that compaction keeps the newest.</summary>
    public byte[] EncodeKey() => Encoding.UTF8.GetBytes($"{Topic}\n{Producer}");

    /// <summary>The record's value.</summary>
    public byte[] EncodeValue()
    {
        var buffer = new ScratchBuffer(64);
        buffer.GetSpan(1)[0] = Version;
        buffer.Advance(1);
        Varint.Write(buffer, CompleteUntilMs);
        Varint.Write(buffer, ProducerCount);
        Varint.Write(buffer, EndOffsets.Count);
        foreach (var (partition, offset) in EndOffsets.OrderBy(e => e.Key))
        {
            Varint.Write(buffer, partition);
            Varint.Write(buffer, offset);
        }
        return buffer.Written.ToArray();
    }

    /// <summary>Reads a record of the progress topic.</summary>
    /// <exception cref="FormatException">The bytes are not a progress record of a known version.</exception>
    public static ProgressRecord Decode(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var split = key.IndexOf((byte)'\n');
        if (split < 0 || value.Length < 2 || value[0] != Version)
        {
            throw new FormatException(
                $"Not a progress record of version {Version}: key of {key.Length} bytes, value of {value.Length} bytes, version {(value.Length > 0 ? value[0] : -1)}."
            );
        }
        var rest = value[1..];
        var until = Varint.Read(ref rest);
        var producers = (int)Varint.Read(ref rest);
        var count = Varint.Read(ref rest);
        if (count < 0 || count > rest.Length)
        {
            throw new FormatException($"A progress record claims {count} partitions in {rest.Length} bytes.");
        }
        var ends = new Dictionary<int, long>();
        for (var i = 0L; i < count; i++)
        {
            ends[(int)Varint.Read(ref rest)] = Varint.Read(ref rest);
        }
        return new ProgressRecord(
            Encoding.UTF8.GetString(key[..split]),
            Encoding.UTF8.GetString(key[(split + 1)..]),
            until,
            producers,
            ends
        );
    }
}

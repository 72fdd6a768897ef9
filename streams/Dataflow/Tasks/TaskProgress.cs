using System.Text;
using NbaPipeline.Dataflow.Serialisation;

namespace NbaPipeline.Dataflow.Tasks;

/// <summary>
/// What a task must remember besides its stores: stream time, the next time of each stream-time punctuation, its shape, and how often
/// it has committed work. Travels in the offset metadata of the commit, so it is never older or newer than the state.
/// </summary>
internal sealed record TaskProgress(long StreamTimeMs, long[] PunctuationsMs, string ShapeHash, long CommitNumber)
{
    /// <summary>Brokers take 4096 bytes of metadata by default.</summary>
    public const int MaxMetadataLength = 4096;

    private const byte Version = 1;

    public static TaskProgress None { get; } = new(long.MinValue, [], "", 0);

    public string Encode()
    {
        var buffer = new ScratchBuffer(64);
        buffer.GetSpan(1)[0] = Version;
        buffer.Advance(1);
        Varint.Write(buffer, StreamTimeMs);
        Varint.Write(buffer, PunctuationsMs.Length);
        foreach (var time in PunctuationsMs)
        {
            Varint.Write(buffer, time);
        }
        MetadataText.Write(buffer, ShapeHash);
        Varint.Write(buffer, CommitNumber);
        return Convert.ToBase64String(buffer.Written);
    }

    public static TaskProgress Decode(string metadata)
    {
        if (metadata.Length == 0)
        {
            return None;
        }
        var bytes = Convert.FromBase64String(metadata);
        if (bytes.Length == 0 || bytes[0] != Version)
        {
            throw new FormatException(
                $"Task progress of version {(bytes.Length > 0 ? bytes[0] : -1)}; this program reads version {Version}."
            );
        }
        ReadOnlySpan<byte> rest = bytes.AsSpan(1);
        var streamTime = Varint.Read(ref rest);
        var count = Varint.Read(ref rest);
        if (count < 0 || count > rest.Length)
        {
            throw new FormatException($"Task progress claims {count} punctuations in {rest.Length} bytes.");
        }
        var punctuations = new long[count];
        for (var i = 0; i < punctuations.Length; i++)
        {
            punctuations[i] = Varint.Read(ref rest);
        }
        return new TaskProgress(streamTime, punctuations, MetadataText.Read(ref rest), Varint.Read(ref rest));
    }
}

using NbaPipeline.Dataflow.Serialisation;

namespace NbaPipeline.Dataflow.Tasks;

/// <summary>
/// The channels of a partition that have processed records beyond the committed offset, with the offset each goes on from.
/// Without it a restart would process those records again.
/// </summary>
internal static class ChannelPositions
{
    public static string Encode(InputPartition input)
    {
        var committed = input.CommittableOffset;
        var ahead = input.Channels.Where(c => c.NextOffset > committed).ToList();
        if (ahead.Count == 0)
        {
            return "";
        }
        var buffer = new ScratchBuffer(64);
        Varint.Write(buffer, ahead.Count);
        foreach (var channel in ahead)
        {
            MetadataText.Write(buffer, channel.Producer);
            Varint.Write(buffer, channel.NextOffset - committed);
        }
        return Convert.ToBase64String(buffer.Written);
    }

    public static void Decode(InputPartition input, long committedOffset, string metadata)
    {
        if (metadata.Length == 0)
        {
            return;
        }
        ReadOnlySpan<byte> rest = Convert.FromBase64String(metadata);
        var count = Varint.Read(ref rest);
        for (var i = 0L; i < count; i++)
        {
            var producer = MetadataText.Read(ref rest);
            input.ChannelOf(producer).SkipBefore = committedOffset + Varint.Read(ref rest);
        }
    }
}

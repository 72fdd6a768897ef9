using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>A snapshot file: the sequence it includes, then the entries that rebuild the state, each with its sequence, type and length.</summary>
internal static class ControlSnapshot
{
    private const byte Version = 1;

    public static void Write(IBrokerFiles files, ControlState state, long lastSequence, bool flush)
    {
        var writer = new ControlWriter();
        writer.Int64(lastSequence);
        foreach ((long sequence, ControlEntry entry) in state.ToEntries())
        {
            writer.Int64(sequence);
            writer.Byte((byte)entry.Type);
            int length = writer.Length;
            writer.Int32(0);
            ControlEntryCodec.WriteBody(writer, entry);
            writer.Patch(length, (uint)(writer.Length - length - 4));
        }

        SmallFile.Write(files, ControlFiles.SnapshotPath(lastSequence), Version, writer.Written, flush);
    }

    /// <summary>The state, or null if the file is damaged.</summary>
    public static ControlState? Read(IBrokerFiles files, long lastSequence)
    {
        byte[]? content = SmallFile.TryRead(files, ControlFiles.SnapshotPath(lastSequence), Version);
        if (content is null)
        {
            return null;
        }

        var reader = new ControlReader(content);
        if (reader.Int64() != lastSequence)
        {
            return null;
        }

        var state = new ControlState();
        while (reader.Remaining > 0)
        {
            long sequence = reader.Int64();
            byte type = reader.Byte();
            state.Apply(ControlEntryCodec.Read(type, reader.Bytes(reader.Int32())), sequence);
        }

        return state;
    }
}

using NbaPipeline.Kafka.Embedded.Control;

namespace NbaPipeline.Kafka.Embedded.Tests.Control;

/// <summary>All of a control state as text, to compare two of them.</summary>
internal static class StateText
{
    public static string Of(ControlState state)
    {
        var lines = new List<string>();
        foreach ((long sequence, ControlEntry entry) in state.ToEntries())
        {
            var writer = new ControlWriter();
            ControlEntryCodec.WriteBody(writer, entry);
            lines.Add($"{entry.Type} {sequence} {Convert.ToHexString(writer.Written)}");
        }

        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }
}

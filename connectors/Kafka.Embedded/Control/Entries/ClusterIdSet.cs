namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>The cluster id, written once at the first start.</summary>
internal sealed record ClusterIdSet(string ClusterId) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.ClusterIdSet;

    public override bool AlwaysFlush => true;

    public override void WriteBody(ControlWriter writer) => writer.String(ClusterId);

    public static ClusterIdSet Read(ref ControlReader reader) => new(reader.String());
}

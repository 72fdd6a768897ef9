namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>The whole set of the broker's dynamic configs.</summary>
internal sealed record BrokerConfigsSet(IReadOnlyDictionary<string, string> Configs) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.BrokerConfigsSet;

    public override bool AlwaysFlush => true;

    public override void WriteBody(ControlWriter writer) => writer.Map(Configs);

    public static BrokerConfigsSet Read(ref ControlReader reader) => new(reader.Map());
}

namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>A start of the broker (spec section 8.5).</summary>
/// <remarks>
/// <c>Run</c>: Number of the start, from 1.
/// <c>BootId</c>: What tells one boot of the machine from another; empty when unknown.
/// <c>UncleanStarts</c>: Starts so far that followed an unclean stop, this one included: the leader epoch of partitions that lost data.
/// <c>Policy</c>: Of this run: it decides what a power failure during it can have taken.
/// <c>PowerLossSuspected</c>: Carried until a <see cref="Recovered"/> follows: a kill inside the recovery must not hide the power failure before it.
/// </remarks>
internal sealed record Started(long Run, string BootId, int UncleanStarts, FlushPolicy Policy, bool PowerLossSuspected) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.Started;

    public override bool AlwaysFlush => true;

    public override void WriteBody(ControlWriter writer)
    {
        writer.Int64(Run);
        writer.String(BootId);
        writer.Int32(UncleanStarts);
        writer.Byte((byte)Policy);
        writer.Boolean(PowerLossSuspected);
    }

    public static Started Read(ref ControlReader reader) =>
        new(reader.Int64(), reader.String(), reader.Int32(), (FlushPolicy)reader.Byte(), reader.Boolean());
}

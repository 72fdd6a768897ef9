namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>One change of the broker's small state, as the control log keeps it (spec section 13). Immutable.</summary>
internal abstract record ControlEntry
{
    public abstract ControlEntryType Type { get; }

    /// <summary>This kind of entry must not be forgotten: it is flushed before its caller goes on, under every policy but <see cref="FlushPolicy.Never"/>.</summary>
    public virtual bool AlwaysFlush => false;

    /// <summary>Appends the fields, without the version byte that stands before them.</summary>
    public abstract void WriteBody(ControlWriter writer);
}

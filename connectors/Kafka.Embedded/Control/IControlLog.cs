namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>The one append-only log of all small state (spec section 13).</summary>
internal interface IControlLog
{
    /// <summary>
    /// Appends an entry and applies it to <see cref="ControlState"/>. Completes when it is written; flushed as well when the entry's kind,
    /// <paramref name="alwaysFlush"/> or the policy <see cref="FlushPolicy.EveryAck"/> asks for it. Entries get their places in the order of
    /// the calls. Continuations never run on the writer.
    /// </summary>
    /// <returns>The entry's sequence number: higher than that of every entry before it.</returns>
    /// <exception cref="ControlLogException">The entry was not written, or its flush failed, or the log is closed. After a failed flush the broker must stop.</exception>
    ValueTask<long> AppendAsync(ControlEntry entry, bool alwaysFlush = false);

    /// <summary>The last sequence number written.</summary>
    long LastSequence { get; }

    /// <summary>
    /// All partition data written before the entry <paramref name="sequence"/> is flushed: outcomes of transactions complete by then need
    /// not be kept any longer.
    /// </summary>
    void MarkersFlushed(long sequence);
}

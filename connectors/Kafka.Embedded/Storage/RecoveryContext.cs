namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>What the start of the broker knows about the last stop (spec section 8.5).</summary>
/// <param name="CleanLengths">Length of every <c>.log</c> file, by path, as <see cref="LogManager.CloseClean"/> gave it; null after an unclean stop.</param>
/// <param name="PowerLossSuspected">Completed writes may be missing, so a new leader epoch is needed even where nothing looks cut.</param>
/// <param name="UncleanStarts">Counter of unclean starts, this one included; the number of a new leader epoch.</param>
/// <param name="LogStart">The log start recorded last; 0 if none was.</param>
internal sealed record RecoveryContext(
    IReadOnlyDictionary<string, long>? CleanLengths,
    bool PowerLossSuspected,
    int UncleanStarts,
    long LogStart
)
{
    /// <summary>For a topic that has just been created.</summary>
    public static RecoveryContext New { get; } = new(null, false, 0, 0);
}

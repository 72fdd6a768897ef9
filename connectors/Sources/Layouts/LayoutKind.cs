namespace NbaPipeline.Sources;

/// <summary>What the rows of a layout are to this path.</summary>
internal enum LayoutKind
{
    /// <summary>A layout of the data sets that nothing reads yet; its files are skipped with a notice.</summary>
    NotUsed,
    Schedule,
    PlayerBoxScore,
    PlayerProps,
}

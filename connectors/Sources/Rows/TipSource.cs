namespace NbaPipeline.Sources;

/// <summary>Where a tip-off comes from.</summary>
internal enum TipSource
{
    Schedule,
    OddsCommence,
    Assumed,
}

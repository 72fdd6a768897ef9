namespace NbaPipeline.Cli.Run;

/// <summary>How far the source is.</summary>
/// <param name="Rows">Rows committed, those of earlier runs included.</param>
/// <param name="Total">Rows in the files; null while they are being counted.</param>
/// <param name="EventTimeMs">Event time of the last committed row.</param>
internal sealed record ReplayProgress(long Rows, long? Total, long? EventTimeMs);

namespace NbaPipeline.Cli.Run;

/// <summary>How far the source is.</summary>
/// <param name="Rows">Records committed by this run.</param>
/// <param name="Total">Records this run has to commit; null while files are being read.</param>
/// <param name="EventTimeMs">Event time up to which everything is committed; null before the first commit.</param>
/// <param name="RowsRead">Rows read from the files.</param>
internal sealed record ReplayProgress(long Rows, long? Total, long? EventTimeMs, long RowsRead = 0);

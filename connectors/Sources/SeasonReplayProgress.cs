namespace NbaPipeline.Sources;

/// <summary>Where a running replay is.</summary>
/// <param name="File">File being read, or <c>null</c> once all are read.</param>
/// <param name="RowsRead">Rows read so far, of all files.</param>
/// <param name="RecordsProduced">Records committed by this run.</param>
/// <param name="RecordsTotal">Records this run has to produce; 0 while files are being read.</param>
/// <param name="EventTimeMs">Event time up to which everything is committed, milliseconds since the Unix epoch; -1 before the first commit.</param>
/// <param name="Produced">Records committed by this run per topic.</param>
public sealed record SeasonReplayProgress(
    string? File,
    long RowsRead,
    long RecordsProduced,
    long RecordsTotal,
    long EventTimeMs,
    IReadOnlyDictionary<string, long> Produced
);

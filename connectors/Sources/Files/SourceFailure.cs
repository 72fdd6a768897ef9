namespace NbaPipeline.Sources;

/// <summary>A file that could not be read to its end. What was good in it is produced; the run counts as failed.</summary>
/// <param name="File">Path relative to the data directory.</param>
/// <param name="LastGoodRow">Data row (1 = first below the header) up to which it was read; 0 if none.</param>
/// <param name="Message">What happened and what to do.</param>
public sealed record SourceFailure(string File, long LastGoodRow, string Message);

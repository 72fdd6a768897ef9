namespace NbaPipeline.Sources;

/// <summary>A table file is readable up to a row and not beyond: cut short, corrupt, or not what its first bytes promise.</summary>
public sealed class TableDamagedException : Exception
{
    /// <summary>Names the file, the last good row and what stopped the reader.</summary>
    public TableDamagedException(string file, long lastGoodRow, string reason, Exception? inner = null)
        : base(
            $"{file}: {reason} after row {lastGoodRow}; the rows up to there are kept. Fetch the file again and rerun: "
                + "only the missing rows are produced then",
            inner
        )
    {
        File = file;
        LastGoodRow = lastGoodRow;
        Reason = reason;
    }

    /// <summary>Path of the damaged file, relative to the data directory.</summary>
    public string File { get; }

    /// <summary>Data row (1 = first below the header) up to which the file could be read; 0 if none.</summary>
    public long LastGoodRow { get; }

    /// <summary>What is wrong, without file and row.</summary>
    public string Reason { get; }
}

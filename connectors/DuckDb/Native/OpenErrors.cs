namespace NbaPipeline.DuckDb.Native;

/// <summary>Says of a failed open which file it was and what to do about it.</summary>
internal static class OpenErrors
{
    public static DuckDbException Explain(DuckDbOptions options, string message)
    {
        var locked = Has(message, "Could not set lock");
        var advice = locked
            ? "Another process has it open: stop that one, or read the snapshot beside it (read.duckdb)."
            : AdviceFor(options, message);
        return new DuckDbException($"Cannot open the DuckDB file '{options.Path}': {message} {advice}".TrimEnd(), ErrorTypes.Of(message))
        {
            IsLocked = locked,
        };
    }

    private static string AdviceFor(DuckDbOptions options, string message) =>
        message switch
        {
            _ when Has(message, "not a valid DuckDB database file") =>
                "The file is of another kind or damaged: move it away, or name the right one.",
            _ when Has(message, "version number") =>
                "It was written by another version of DuckDB: open it there and export, or move it away.",
            _ when Has(message, "does not exist") && options.ReadOnly => "A file opened for reading only must exist.",
            _ when Has(message, "different configuration") =>
                "This process has the file open with other options: use the same, or close that connection first.",
            _ when Has(message, "Permission denied") => "Check the rights of the file and its folder.",
            _ when Has(message, "No space left") => "Free space on that volume.",
            _ => "",
        };

    private static bool Has(string message, string part) => message.Contains(part, StringComparison.OrdinalIgnoreCase);
}

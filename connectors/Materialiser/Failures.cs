using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser;

internal static class Failures
{
    /// <summary>DuckDB and the system report a full disk in their own ways; to the user it is one thing.</summary>
    public static Exception Explain(Exception error, string path) =>
        error is DuckDbException or IOException && IsDiskFull(error)
            ? new MaterialiserException(
                $"The disk is full: {path} or its snapshot could not be written ({error.Message}). What was committed is safe. "
                    + "Free space and start again: it goes on where it stopped.",
                error
            )
            : error;

    private static bool IsDiskFull(Exception error)
    {
        const int NoSpace = 28;
        return error.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase)
            || error.Message.Contains("Disk quota exceeded", StringComparison.OrdinalIgnoreCase)
            || (error is IOException && (error.HResult & 0xFFFF) == NoSpace);
    }
}

namespace NbaPipeline.Cli;

/// <summary>A reader that closed the pipe (`nba topics read t | head -1`) has all it wanted.</summary>
internal static class BrokenPipe
{
    private const int EPipe = 32;

    public static bool Is(IOException error) =>
        error.HResult == EPipe || (error.HResult & 0xffff) == EPipe || error.Message.Contains("Broken pipe", StringComparison.Ordinal);
}

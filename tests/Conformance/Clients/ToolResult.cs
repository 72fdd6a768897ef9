namespace NbaPipeline.Conformance.Tests.Clients;

/// <summary>How a program ended and the lines it wrote to either stream.</summary>
internal sealed record ToolResult(int ExitCode, IReadOnlyList<string> Lines)
{
    public string Output => string.Join('\n', Lines);
}

namespace NbaPipeline.Cli;

/// <summary>One field of a result.</summary>
/// <param name="Name">Name in JSON and CSV, camelCase with its unit; public surface.</param>
/// <param name="IsNumber">Aligned right and digits grouped in tables.</param>
/// <param name="WideOnly">Left out of `-o table`.</param>
internal sealed record Column(string Name, bool IsNumber = false, bool WideOnly = false);

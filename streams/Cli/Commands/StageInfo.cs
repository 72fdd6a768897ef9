namespace NbaPipeline.Cli.Commands;

/// <summary>A stage as the command line knows it without running it.</summary>
/// <param name="Name">clean, analytics, features, predictions, grades.</param>
/// <param name="ApplicationId">Its consumer group.</param>
/// <param name="Inputs">Topics it reads.</param>
/// <param name="Outputs">Topics it writes.</param>
/// <param name="Describe">Its topology as text, mermaid or JSON; null where it is not known.</param>
internal sealed record StageInfo(string Name, string ApplicationId, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, Func<string, string>? Describe = null);

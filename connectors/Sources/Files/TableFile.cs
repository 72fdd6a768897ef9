namespace NbaPipeline.Sources;

/// <summary>A file that this path reads.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">Path relative to the data directory, with forward slashes on every platform: the name in records and messages.</param>
/// <param name="Container">How it is packed.</param>
/// <param name="Layout">What its columns say it is.</param>
internal sealed record TableFile(string Path, string Name, Container Container, Layout Layout);

namespace NbaPipeline.Sources;

/// <summary>A file layout: its columns, all required but the optional ones. Names compare without case.</summary>
internal sealed record Layout(string Name, LayoutKind Kind, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public bool Knows(string column) =>
        Required.Contains(column, StringComparer.OrdinalIgnoreCase) || Optional.Contains(column, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> MissingFrom(IReadOnlyCollection<string> columns) =>
        Required.Where(name => !columns.Contains(name, StringComparer.OrdinalIgnoreCase));
}

namespace NbaPipeline.Sources;

/// <summary>A file has a known layout but lacks columns of it, or has one twice; nothing was produced.</summary>
public sealed class SourceLayoutException : SourceException
{
    /// <summary>Names the file, the layout, the columns it lacks and those it has.</summary>
    public SourceLayoutException(string file, string layout, IReadOnlyList<string> missing, IReadOnlyList<string> found)
        : base(
            $"{file}: looks like {layout} but lacks the column{(missing.Count == 1 ? "" : "s")} {string.Join(", ", missing)}; "
                + $"it has {string.Join(", ", found)}. Nothing was produced: restore the column or move the file out of the data directory"
        )
    {
        File = file;
        Layout = layout;
        Missing = missing;
    }

    /// <summary>A file with the same column twice.</summary>
    public SourceLayoutException(string file, string column)
        : base($"{file}: the column {column} stands in the header more than once. Nothing was produced: remove one of them")
    {
        File = file;
        Layout = "";
        Missing = [];
    }

    /// <summary>Path of the file, relative to the data directory.</summary>
    public string File { get; }

    /// <summary>Name of the layout the file is nearest to.</summary>
    public string Layout { get; }

    /// <summary>Columns of the layout that the file lacks.</summary>
    public IReadOnlyList<string> Missing { get; }
}

namespace NbaPipeline.Sources;

/// <summary>What a data directory holds, told from the first bytes and the header of each file.</summary>
internal sealed class DataScan
{
    private const int MaxFiles = 100_000;

    private readonly List<TableFile> _tables = [];
    private readonly List<string> _notices = [];
    private readonly List<string> _warnings = [];
    private readonly List<SourceFailure> _failures = [];

    public IReadOnlyList<TableFile> Tables => _tables;

    /// <summary>One line per table that is left out, and why.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>Columns that are left out.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    public IReadOnlyList<SourceFailure> Failures => _failures;

    /// <summary>Looks at every file below the directory, in ordinal order of paths.</summary>
    /// <exception cref="SourceLayoutException">A file of a known layout lacks a column.</exception>
    /// <exception cref="SourceException">The directory cannot be read, or has more files than a data directory can have.</exception>
    public static DataScan Of(IInputFiles files, string directory)
    {
        var paths = Enumerate(files, directory);
        if (paths.Count > MaxFiles)
        {
            throw new SourceException($"'{directory}' holds {paths.Count:N0} files, more than {MaxFiles:N0}: not a data directory");
        }

        var scan = new DataScan();
        var others = 0;
        foreach (var path in paths)
        {
            var name = Path.GetRelativePath(directory, path).Replace(Path.DirectorySeparatorChar, '/');
            try
            {
                others += scan.Add(files, path, name) ? 0 : 1;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                scan._failures.Add(new SourceFailure(name, 0, $"{name}: the file cannot be read: {e.Message}"));
            }
        }

        if (others > 0)
        {
            scan._notices.Add($"{others} file{(others == 1 ? " is" : "s are")} not a table (JSON, HTML, PDF, text): skipped");
        }

        return scan;
    }

    private static IReadOnlyList<string> Enumerate(IInputFiles files, string directory)
    {
        try
        {
            return files.EnumerateFiles(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"the data directory cannot be read: {e.Message}", e);
        }
    }

    private bool Add(IInputFiles files, string path, string name)
    {
        var container = ContainerProbe.Detect(files, path);
        switch (container)
        {
            case Container.NotATable:
                return false;
            case Container.Empty:
                _failures.Add(new SourceFailure(name, 0, $"{name}: the file is empty (0 B). Fetch it again or remove it"));
                return true;
            default:
                AddTable(files, path, name, container);
                return true;
        }
    }

    private void AddTable(IInputFiles files, string path, string name, Container container)
    {
        string[] columns;
        try
        {
            using var reader = TableReaders.Open(files, path, name, container);
            columns = [.. reader.Columns];
        }
        catch (TableDamagedException e)
        {
            _failures.Add(new SourceFailure(name, e.LastGoodRow, e.Message));
            return;
        }

        if (columns.Length == 0)
        {
            _failures.Add(new SourceFailure(name, 0, $"{name}: the file has no header line. Fetch it again or remove it"));
            return;
        }

        Recognise(new Header(path, name, container, columns));
    }

    private void Recognise(Header file)
    {
        var match = LayoutMatch.Of(file.Columns);
        if (match.Layout is not { } layout)
        {
            _notices.Add($"{file.Name}: no layout has its columns ({Some(file.Columns)}): skipped");
        }
        else if (layout.Kind == LayoutKind.NotUsed)
        {
            _notices.Add($"{file.Name}: {layout.Name} is not used by this path: skipped");
        }
        else if (match.Missing.Count > 0)
        {
            throw new SourceLayoutException(file.Name, layout.Name, match.Missing, file.Columns);
        }
        else if (
            file.Columns.GroupBy(column => column, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice
        )
        {
            throw new SourceLayoutException(file.Name, twice.Key);
        }
        else
        {
            _warnings.AddRange(match.Unknown.Select(column => $"{file.Name}: column {column} is unknown to {layout.Name}: skipped"));
            _tables.Add(new TableFile(file.Path, file.Name, file.Container, layout));
        }
    }

    private static string Some(string[] columns) =>
        columns.Length <= 6 ? string.Join(", ", columns) : $"{string.Join(", ", columns.Take(6))} and {columns.Length - 6} more";

    private sealed record Header(string Path, string Name, Container Container, string[] Columns);
}

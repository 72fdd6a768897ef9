namespace NbaPipeline.Sources;

/// <summary>
/// Forward-only rows of one table file, all values as text (<c>null</c> for a missing one). Row numbers count data rows from 1,
/// as a person counts them below the header.
/// </summary>
internal interface ITableReader : IDisposable
{
    IReadOnlyList<string> Columns { get; }

    /// <summary>Number of the row read last; 0 before the first.</summary>
    long Row { get; }

    /// <summary>Why the row read last cannot be used (its text is in <see cref="RawText"/>), or <c>null</c> for a good row.</summary>
    string? Problem { get; }

    /// <summary>The row as it stands in the file; only kept for rows with a <see cref="Problem"/>.</summary>
    string RawText { get; }

    /// <summary>Goes to the next row; <c>false</c> at the end of the file.</summary>
    /// <exception cref="TableDamagedException">The file cannot be read on from here; the rows so far are good.</exception>
    bool Read();

    /// <summary>Value of a column of the row read last; <c>null</c> where the field is empty.</summary>
    string? this[int column] { get; }
}

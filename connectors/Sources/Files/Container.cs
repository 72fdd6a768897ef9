namespace NbaPipeline.Sources;

/// <summary>How a table is packed; told by the first bytes of the file, never by its name.</summary>
internal enum Container
{
    /// <summary>Not a table: JSON, HTML, PDF, prose, or some binary format.</summary>
    NotATable,
    Empty,
    Csv,
    GzipCsv,
    Parquet,
}

namespace NbaPipeline.Sources;

/// <summary>Opens a table by its container.</summary>
internal static class TableReaders
{
    public static ITableReader Open(IInputFiles files, string path, string name, Container container) =>
        container switch
        {
            Container.Csv or Container.GzipCsv => CsvTableReader.Open(files, path, name, container),
            Container.Parquet => ParquetTableReader.Open(path, name),
            _ => throw new ArgumentOutOfRangeException(nameof(container), container, "not a table"),
        };
}

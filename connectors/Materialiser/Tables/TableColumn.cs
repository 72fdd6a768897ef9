namespace NbaPipeline.Materialiser.Tables;

/// <summary>A column of a table: its name and its type as DuckDB writes it.</summary>
internal sealed record TableColumn(string Name, string Type);

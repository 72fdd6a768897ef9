using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Tables;

/// <summary>Names of a topic's tables, quoted, and the columns that are not fields of the record. A <c>$</c> cannot be in a field's name.</summary>
internal sealed class TableNames(TableMapping mapping)
{
    public static readonly TableColumn[] AppendKey = [new("record_partition", "INTEGER"), new("record_number", "BIGINT")];

    public static readonly TableColumn[] MetaColumns =
    [
        new("topic", "VARCHAR"),
        new("partition", "INTEGER"),
        new("offset", "BIGINT"),
        new("record_time", "TIMESTAMP WITH TIME ZONE"),
        new("record_key", "VARCHAR"),
    ];

    /// <summary>What a staged record has besides its fields, in this order.</summary>
    public static readonly TableColumn[] StagedColumns =
    [
        new("$partition", "INTEGER"),
        new("$offset", "BIGINT"),
        new("$time", "TIMESTAMP WITH TIME ZONE"),
        new("$key", "VARCHAR"),
        new("$number", "BIGINT"),
        new("$order", "BIGINT"),
        new("$delete", "BOOLEAN"),
    ];

    public string Table { get; } = $"{DuckDbIdentifier.Quote(mapping.Stage)}.{DuckDbIdentifier.Quote(mapping.Entity)}";

    public string Meta { get; } = $"{DuckDbIdentifier.Quote(mapping.Stage)}.{DuckDbIdentifier.Quote(mapping.Entity + "_meta")}";

    /// <summary>Unquoted, in the schema of temporary tables.</summary>
    public string StagedName { get; } = mapping.Table;

    public string Staged { get; } = $"temp.main.{DuckDbIdentifier.Quote(mapping.Table)}";

    public static string Declare(IEnumerable<TableColumn> columns) =>
        string.Join(", ", columns.Select(c => $"{DuckDbIdentifier.Quote(c.Name)} {c.Type}"));

    public static string List(IEnumerable<string> names, string prefix = "") =>
        string.Join(", ", names.Select(name => prefix + DuckDbIdentifier.Quote(name)));

    /// <summary>Rows of two tables are of one identity; NULL equals NULL.</summary>
    public static string SameIdentity(IEnumerable<string> keys, string left, string right) =>
        string.Join(
            " AND ",
            keys.Select(key => $"{left}.{DuckDbIdentifier.Quote(key)} IS NOT DISTINCT FROM {right}.{DuckDbIdentifier.Quote(key)}")
        );
}

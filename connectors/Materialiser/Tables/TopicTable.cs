using NbaPipeline.Avro;
using NbaPipeline.AvroSerdes;
using NbaPipeline.DuckDb;
using NbaPipeline.Materialiser.Decoding;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.Materialiser.Tables;

/// <summary>The table of a topic, its meta table, and the plans that fill them.</summary>
internal sealed partial class TopicTable
{
    private readonly DuckDbConnection _connection;
    private readonly ISchemaRegistry _registry;
    private readonly List<TableColumn> _columns = [];
    private readonly Dictionary<int, SchemaPlan> _plans = [];

    public TopicTable(DuckDbConnection connection, ISchemaRegistry registry, TableMapping mapping)
    {
        _connection = connection;
        _registry = registry;
        Mapping = mapping;
        Names = new TableNames(mapping);
        Create();
    }

    public TableMapping Mapping { get; }

    private TableNames Names { get; }

    /// <summary>True if the table must be altered, outside a transaction, before records of this schema can be written.</summary>
    public bool NeedsAlter(ReadOnlySpan<byte> value) =>
        WireFormat.TryRead(value, out var schemaId, out _) && PlanOf(schemaId) is { Error: null, Plan: null };

    /// <summary>Adds the columns that the schema of this value has and the table lacks, and widens those that are too narrow.</summary>
    public void Alter(ReadOnlySpan<byte> value)
    {
        WireFormat.TryRead(value, out var schemaId, out _);
        var plan = PlanOf(schemaId);
        foreach (var column in plan.Added)
        {
            _connection.Execute($"ALTER TABLE {Names.Table} ADD COLUMN IF NOT EXISTS {DuckDbIdentifier.Quote(column.Name)} {column.Type}");
        }

        foreach (var column in plan.Widened)
        {
            Widen(column);
        }

        LoadColumns();
        _plans[schemaId] = Compile(plan.Schema!);
    }

    private void Create()
    {
        _connection.Execute($"CREATE SCHEMA IF NOT EXISTS {DuckDbIdentifier.Quote(Mapping.Stage)}");
        var fields = Mapping.Schema.Fields.Select(f => new TableColumn(f.Name, ColumnTypes.Of(f, Mapping.Schema))).ToList();
        var keys = Mapping.IsAppend ? TableNames.AppendKey : [.. Mapping.KeyColumns.Select(key => fields.Find(f => f.Name == key)!)];
        var columns = Mapping.IsAppend ? [.. fields, .. TableNames.AppendKey] : fields;
        if (columns.Select(c => c.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != columns.Count)
        {
            throw new ArgumentException(
                $"{Mapping.Schema.FullName} has two fields that differ only in case, or one named as a column of the table {Mapping.Table}: DuckDB cannot tell them apart."
            );
        }

        _connection.Execute($"CREATE TABLE IF NOT EXISTS {Names.Table} ({TableNames.Declare(columns)})");
        _connection.Execute($"CREATE TABLE IF NOT EXISTS {Names.Meta} ({TableNames.Declare([.. keys, .. TableNames.MetaColumns])})");
        foreach (var field in Mapping.Schema.Fields.Where(f => f.Doc is not null))
        {
            _connection.Execute(
                $"COMMENT ON COLUMN {Names.Table}.{DuckDbIdentifier.Quote(field.Name)} IS {DuckDbIdentifier.Literal(field.Doc!)}"
            );
        }

        LoadColumns();
    }

    /// <summary>The value columns as they are in the file, which an earlier run may have widened.</summary>
    private void LoadColumns()
    {
        _columns.Clear();
        using var reader = _connection.Query(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND schema_name = ? AND table_name = ? ORDER BY column_index",
            Mapping.Stage,
            Mapping.Entity
        );
        while (reader.Read())
        {
            var column = new TableColumn(reader.GetString(0), reader.GetString(1));
            if (!Mapping.IsAppend || !TableNames.AppendKey.Any(key => key.Name == column.Name))
            {
                _columns.Add(column);
            }
        }
    }

    private void Widen(TableColumn column)
    {
        var name = DuckDbIdentifier.Quote(column.Name);
        _connection.Execute($"ALTER TABLE {Names.Table} ALTER COLUMN {name} SET DATA TYPE {column.Type}");
        if (Mapping.KeyColumns.Contains(column.Name))
        {
            _connection.Execute($"ALTER TABLE {Names.Meta} ALTER COLUMN {name} SET DATA TYPE {column.Type}");
        }
    }

    private SchemaPlan PlanOf(int schemaId)
    {
        if (!_plans.TryGetValue(schemaId, out var plan))
        {
            _plans[schemaId] = plan = Load(schemaId);
        }

        return plan;
    }

    private SchemaPlan Load(int schemaId)
    {
        try
        {
            return _registry.GetById(schemaId) is RecordSchema schema
                ? Compile(schema)
                : SchemaPlan.Failed($"schema {schemaId} is no record");
        }
        catch (SchemaNotFoundException error)
        {
            return SchemaPlan.Failed(error.Message);
        }
    }

    private SchemaPlan Compile(RecordSchema schema)
    {
        var added = new List<TableColumn>();
        var widened = new List<TableColumn>();
        foreach (var field in schema.Fields)
        {
            try
            {
                var type = Canonical(ColumnTypes.Of(field, schema));
                var column = _columns.Find(c => string.Equals(c.Name, field.Name, StringComparison.OrdinalIgnoreCase));
                if (column is null)
                {
                    added.Add(new TableColumn(field.Name, type));
                }
                else if (TypeChange.Widens(column.Type, type))
                {
                    widened.Add(new TableColumn(column.Name, type));
                }
                else if (!TypeChange.Fits(column.Type, type))
                {
                    return SchemaPlan.Failed(
                        $"{schema.FullName}.{field.Name} is {type}, column {Mapping.Table}.{column.Name} is {column.Type}"
                    );
                }
            }
            catch (UnsupportedColumnException error)
            {
                return SchemaPlan.Failed(error.Message);
            }
        }

        return added.Count + widened.Count > 0
            ? SchemaPlan.Altering(schema, added, widened)
            : SchemaPlan.Ready(RecordPlan.Compile(schema, ColumnOf));
    }

    /// <summary>The type as DuckDB itself writes it, so that equal types are equal texts.</summary>
    private string Canonical(string type) => _connection.Scalar<string>($"SELECT typeof(CAST(NULL AS {type}))")!;

    private int ColumnOf(string field) => _columns.FindIndex(c => string.Equals(c.Name, field, StringComparison.OrdinalIgnoreCase));
}

using System.Data.Common;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Sources;

/// <summary>Rows of a parquet file in file order, through DuckDB; every value as DuckDB writes it as text.</summary>
internal sealed class ParquetTableReader : ITableReader
{
    private readonly string _file;
    private readonly string _path;
    private readonly DuckDbConnection _connection;
    private DbDataReader? _rows;

    private ParquetTableReader(string path, string file)
    {
        _path = path;
        _file = file;
        _connection = new DuckDbConnection("Data Source=:memory:");
    }

    public IReadOnlyList<string> Columns { get; private set; } = [];

    public long Row { get; private set; }

    public string? Problem => null;

    public string RawText => "";

    public string? this[int column] =>
        _rows!.IsDBNull(column) ? null
        : _rows.GetString(column) is { Length: > 0 } text ? text
        : null;

    /// <summary>Opens the file and reads its column names.</summary>
    /// <exception cref="TableDamagedException">The file's own directory of columns, at its end, cannot be read.</exception>
    public static ParquetTableReader Open(string path, string file)
    {
        var reader = new ParquetTableReader(path, file);
        try
        {
            reader._connection.Open();
            reader.Columns = reader.ReadColumns();
            return reader;
        }
        catch (DbException e)
        {
            reader.Dispose();
            throw reader.Damaged(e);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    public bool Read()
    {
        try
        {
            // Not before the first row is asked for: a file that is only looked at costs its directory of columns, not its data.
            _rows ??= Query(
                $"SELECT {string.Join(", ", Columns.Select(name => $"CAST({Identifier(name)} AS VARCHAR)"))} FROM {Source(_path)}"
            );
            if (!_rows.Read())
            {
                return false;
            }
        }
        catch (DbException e)
        {
            throw Damaged(e);
        }

        Row++;
        return true;
    }

    private TableDamagedException Damaged(DbException e) =>
        new(_file, Row, $"the parquet data cannot be read ({e.Message.ReplaceLineEndings(" ")})", e);

    private string[] ReadColumns()
    {
        using var rows = Query($"DESCRIBE SELECT * FROM {Source(_path)}");
        var names = new List<string>();
        while (rows.Read())
        {
            names.Add(rows.GetString(0));
        }

        return [.. names];
    }

    private DbDataReader Query(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteReader();
    }

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // read_parquet takes patterns: a file whose name has a pattern character is meant literally here.
    private static string Source(string path)
    {
        var literal = string.Concat(path.Select(c => c is '*' or '?' or '[' ? $"[{c}]" : c.ToString()));
        return $"read_parquet('{literal.Replace("'", "''", StringComparison.Ordinal)}')";
    }

    public void Dispose()
    {
        _rows?.Dispose();
        _connection.Dispose();
    }
}

using System.IO.Compression;
using System.Text;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Sources.Tests;

/// <summary>A small table that tests write in any container.</summary>
internal sealed record Table(string[] Columns, List<string?[]> Rows)
{
    public string ToCsv() => string.Concat(Rows.Prepend(Columns).Select(row => string.Join(',', row) + "\n"));

    public void Write(string path, string container)
    {
        switch (container)
        {
            case "csv":
                File.WriteAllText(path, ToCsv());
                break;
            case "csv.gz":
                File.WriteAllBytes(path, Gzip(ToCsv()));
                break;
            case "parquet":
                WriteParquet(path);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(container), container, "csv, csv.gz or parquet");
        }
    }

    public Table With(int row, string column, string? value)
    {
        var rows = Rows.Select(cells => (string?[])cells.Clone()).ToList();
        rows[row][Array.IndexOf(Columns, column)] = value;
        return this with { Rows = rows };
    }

    public Table WithoutColumn(string column)
    {
        var at = Array.IndexOf(Columns, column);
        return new Table(
            Columns.Where((_, i) => i != at).ToArray(),
            Rows.Select(cells => cells.Where((_, i) => i != at).ToArray()).ToList()
        );
    }

    public Table WithColumn(string column, string? value) =>
        new([.. Columns, column], Rows.Select(cells => cells.Append(value).ToArray()).ToList());

    public Table Renamed(string column, string other) =>
        this with
        {
            Columns = Columns.Select(name => name == column ? other : name).ToArray(),
        };

    public Table Reversed() => new([.. Columns.Reverse()], Rows.Select(cells => cells.Reverse().ToArray()).ToList());

    public static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    private void WriteParquet(string path)
    {
        using var connection = DuckDbConnection.OpenInMemory();
        Execute(connection, $"CREATE TABLE t ({string.Join(", ", Columns.Select(name => $"\"{name}\" VARCHAR"))})");
        foreach (var row in Rows)
        {
            Execute(
                connection,
                $"INSERT INTO t VALUES ({string.Join(", ", row.Select(value => string.IsNullOrEmpty(value) ? "NULL" : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'"))})"
            );
        }

        Execute(connection, $"COPY t TO '{path}' (FORMAT parquet, COMPRESSION zstd)");
    }

    private static void Execute(DuckDbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

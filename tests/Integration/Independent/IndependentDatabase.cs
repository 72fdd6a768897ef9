using System.Data.Common;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Integration.Tests.Independent;

/// <summary>A DuckDB in memory.</summary>
internal sealed class IndependentDatabase : IDisposable
{
    private readonly DuckDbConnection _connection = DuckDbConnection.OpenInMemory();

    public void Execute(string sql)
    {
        foreach (var statement in sql.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            using var command = _connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }

    public List<T> Rows<T>(string sql, Func<DbDataReader, T> read)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose() => _connection.Dispose();
}

using NbaPipeline.DuckDb;

namespace NbaPipeline.Chaos.Tests;

/// <summary>The rows of every table of the snapshot, sorted; offsets and the bookkeeping that holds them are left out.</summary>
internal static class TableDump
{
    public static SortedDictionary<string, List<string>> Read(string path)
    {
        using var connection = new DuckDbConnection(new DuckDbOptions { Path = path, ReadOnly = true });
        connection.Open();
        var tables = Query(
            connection,
            "select table_schema || '.' || table_name from information_schema.tables where table_schema in ('raw', 'clean', 'analytics', 'features', 'predictions', 'grades') and table_name not like '%\\_meta' escape '\\' order by 1"
        );
        var dump = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            dump[table] = Query(connection, $"select to_json(t)::varchar from {table} t order by 1");
        }
        return dump;
    }

    private static List<string> Query(DuckDbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }
        return rows;
    }
}

namespace NbaPipeline.DuckDb;

public sealed partial class DuckDbConnection
{
    /// <summary>Runs statements; <paramref name="parameters"/> are those of <c>?</c> or <c>$1</c>, in order.</summary>
    /// <returns>Rows changed, -1 if no statement changes rows.</returns>
    /// <exception cref="DuckDbException">DuckDB refused a statement; those before it have run.</exception>
    public int Execute(string sql, params ReadOnlySpan<object?> parameters)
    {
        using var command = CommandOf(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row, converted as <see cref="DuckDbDataReader.GetFieldValue{T}"/> does; default if NULL or no row.</summary>
    /// <exception cref="DuckDbException">DuckDB refused the statement.</exception>
    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> parameters)
    {
        using var command = CommandOf(sql, parameters);
        using var reader = command.ExecuteReader();
        return reader.FieldCount > 0 && reader.Read() && !reader.IsDBNull(0) ? reader.GetFieldValue<T>(0) : default;
    }

    /// <summary>Runs a query; disposing the reader disposes the command.</summary>
    /// <exception cref="DuckDbException">DuckDB refused the statement.</exception>
    public DuckDbDataReader Query(string sql, params ReadOnlySpan<object?> parameters)
    {
        var command = CommandOf(sql, parameters);
        try
        {
            return command.ExecuteReader(ownsCommand: true);
        }
        catch
        {
            command.Dispose();
            throw;
        }
    }

    private DuckDbCommand CommandOf(string sql, ReadOnlySpan<object?> parameters)
    {
        var command = CreateCommand();
        command.CommandText = sql;
        foreach (var value in parameters)
        {
            command.Parameters.Add(new DuckDbParameter(value));
        }

        return command;
    }
}

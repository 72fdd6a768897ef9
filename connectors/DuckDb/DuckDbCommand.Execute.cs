using System.Data;
using System.Data.Common;
using NbaPipeline.DuckDb.Binding;

namespace NbaPipeline.DuckDb;

public sealed partial class DuckDbCommand
{
    /// <summary>Runs all statements.</summary>
    /// <returns>Rows changed by them together; -1 if none changes rows.</returns>
    /// <exception cref="DuckDbException">DuckDB refused a statement; those before it have run.</exception>
    public override int ExecuteNonQuery() => RunAll(CancellationToken.None);

    /// <inheritdoc/>
    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) => Complete(() => RunAll(cancellationToken));

    /// <summary>The first value of the first row of the first statement with rows; null if there is none.</summary>
    /// <exception cref="DuckDbException">DuckDB refused a statement; those before it have run.</exception>
    public override object? ExecuteScalar() => RunScalar(CancellationToken.None);

    /// <inheritdoc/>
    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) => Complete(() => RunScalar(cancellationToken));

    /// <summary>Runs up to the first statement with rows and reads them; <see cref="DuckDbDataReader.NextResult"/> goes on.</summary>
    /// <exception cref="DuckDbException">DuckDB refused a statement; those before it have run.</exception>
    public new DuckDbDataReader ExecuteReader() => RunReader(CommandBehavior.Default, ownsCommand: false, CancellationToken.None);

    internal DuckDbDataReader ExecuteReader(bool ownsCommand) => RunReader(CommandBehavior.Default, ownsCommand, CancellationToken.None);

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        RunReader(behavior, ownsCommand: false, CancellationToken.None);

    /// <inheritdoc/>
    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        Complete<DbDataReader>(() => RunReader(behavior, ownsCommand: false, cancellationToken));

    private static Task<T> Complete<T>(Func<T> run)
    {
        try
        {
            return Task.FromResult(run());
        }
        catch (OperationCanceledException error)
        {
            return Task.FromCanceled<T>(error.CancellationToken);
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            return Task.FromException<T>(error);
        }
    }

    private int RunAll(CancellationToken cancellationToken)
    {
        using var reader = RunReader(CommandBehavior.Default, ownsCommand: false, cancellationToken);
        while (reader.NextResult()) { }

        return reader.RecordsAffected;
    }

    private object? RunScalar(CancellationToken cancellationToken)
    {
        using var reader = RunReader(CommandBehavior.Default, ownsCommand: false, cancellationToken);
        return reader.FieldCount > 0 && reader.Read() ? reader.GetValue(0) : null;
    }

    private DuckDbDataReader RunReader(CommandBehavior behavior, bool ownsCommand, CancellationToken cancellationToken)
    {
        var kept = _kept is not null;
        var statements = _kept ?? new StatementList(Open, _text);
        DuckDbDataReader? reader = null;
        try
        {
            var execution = new Execution(Open, statements, Parameters, TimeSpan.FromSeconds(CommandTimeout), cancellationToken);
            reader = new DuckDbDataReader(execution, behavior, this, ownsCommand, ownsStatements: !kept);
            reader.NextResult();
            return reader;
        }
        catch
        {
            if (reader is not null)
            {
                reader.Dispose();
            }
            else if (!kept)
            {
                statements.Dispose();
            }

            throw;
        }
    }
}

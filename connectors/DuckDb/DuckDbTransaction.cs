using System.Data;
using System.Data.Common;

namespace NbaPipeline.DuckDb;

/// <summary>A transaction with snapshot isolation. Disposing it without <see cref="Commit"/> rolls back.</summary>
public sealed class DuckDbTransaction : DbTransaction
{
    private DuckDbConnection? _connection;

    internal DuckDbTransaction(DuckDbConnection connection)
    {
        if (connection.Transaction is not null)
        {
            throw new InvalidOperationException("The connection has a transaction already; DuckDB has no nested ones.");
        }

        connection.Execute("BEGIN TRANSACTION");
        _connection = connection;
        connection.Transaction = this;
    }

    /// <inheritdoc/>
    public override IsolationLevel IsolationLevel => IsolationLevel.Snapshot;

    /// <inheritdoc/>
    protected override DbConnection? DbConnection => _connection;

    /// <summary>Makes the changes durable and visible to others.</summary>
    /// <exception cref="DuckDbException">A conflict with another transaction, a constraint, or the disk; nothing of it was kept.</exception>
    public override void Commit()
    {
        var connection = Take();
        try
        {
            connection.Execute("COMMIT");
        }
        catch (DuckDbException)
        {
            RollbackQuietly(connection);
            throw;
        }
    }

    /// <summary>Undoes the changes.</summary>
    public override void Rollback() => Take().Execute("ROLLBACK");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _connection is { } connection)
        {
            _connection = null;
            if (connection.Transaction == this)
            {
                connection.Transaction = null;
                RollbackQuietly(connection);
            }
        }

        base.Dispose(disposing);
    }

    /// <summary>After a failed commit DuckDB may have ended the transaction itself; then there is nothing left to undo.</summary>
    private static void RollbackQuietly(DuckDbConnection connection)
    {
        try
        {
            connection.Execute("ROLLBACK");
        }
        catch (DuckDbException)
        {
            // Already ended by DuckDB, or the database is gone: either way no change is kept.
        }
    }

    private DuckDbConnection Take()
    {
        var connection = _connection;
        if (connection?.Transaction != this)
        {
            throw new InvalidOperationException("The transaction has ended already.");
        }

        _connection = null;
        connection.Transaction = null;
        return connection;
    }
}

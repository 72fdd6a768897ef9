using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb;

/// <summary>
/// A connection to a DuckDB database. Connections of one process to the same file share the database and see each other's
/// commits; another process cannot open a file that one has open for writing. One connection serves one thread at a time;
/// <see cref="Interrupt"/> may come from any.
/// </summary>
public sealed partial class DuckDbConnection : DbConnection
{
    private readonly TimeProvider _time;
    private DuckDbOptions _options;
    private DatabaseHandle? _database;
    private ConnectionHandle? _connection;

    /// <summary>A closed connection to a database in memory, until <see cref="ConnectionString"/> is set.</summary>
    public DuckDbConnection()
        : this(new DuckDbOptions()) { }

    /// <summary>A closed connection; the string is that of <see cref="DuckDbConnectionStringBuilder"/>.</summary>
    public DuckDbConnection(string connectionString)
        : this(new DuckDbConnectionStringBuilder(connectionString).ToOptions()) { }

    /// <summary>A closed connection; <paramref name="time"/> runs the command timeouts.</summary>
    public DuckDbConnection(DuckDbOptions options, TimeProvider? time = null)
    {
        _options = options;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>An open connection to a file, which is created if it is not there.</summary>
    /// <exception cref="DuckDbException">The file is of another kind, locked, or cannot be read; the message says which.</exception>
    public static DuckDbConnection OpenFile(string path, bool readOnly = false) =>
        Open(new DuckDbOptions { Path = path, ReadOnly = readOnly });

    /// <summary>An open connection to a database in memory, seen by this connection only.</summary>
    public static DuckDbConnection OpenInMemory() => Open(new DuckDbOptions());

    /// <summary>An open connection.</summary>
    /// <exception cref="DuckDbException">The file is of another kind, locked, or cannot be read; the message says which.</exception>
    public static DuckDbConnection Open(DuckDbOptions options, TimeProvider? time = null)
    {
        var connection = new DuckDbConnection(options, time);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The version of the library, as <c>v1.5.6</c>.</summary>
    public static string LibraryVersion => NativeText.Borrowed(NativeMethods.LibraryVersion());

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString
    {
        get => DuckDbConnectionStringBuilder.From(_options);
        set
        {
            if (_connection is not null)
            {
                throw new InvalidOperationException("The connection string cannot change while the connection is open.");
            }

            _options = new DuckDbConnectionStringBuilder(value ?? "").ToOptions();
        }
    }

    /// <inheritdoc/>
    public override string Database => _options.IsInMemory ? "memory" : Path.GetFileNameWithoutExtension(_options.Path!);

    /// <inheritdoc/>
    public override string DataSource => _options.Path ?? ":memory:";

    /// <inheritdoc/>
    public override string ServerVersion => LibraryVersion;

    /// <inheritdoc/>
    public override ConnectionState State => _connection is null ? ConnectionState.Closed : ConnectionState.Open;

    internal TimeProvider Time => _time;

    internal DuckDbTransaction? Transaction { get; set; }

    internal ConnectionHandle Handle =>
        _connection ?? throw new InvalidOperationException($"The connection to '{DataSource}' is not open. Call Open first.");

    /// <inheritdoc/>
    public override void Open()
    {
        if (_connection is not null)
        {
            throw new InvalidOperationException($"The connection to '{DataSource}' is open already.");
        }

        _database = NativeDatabase.Open(_options);
        if (NativeMethods.Connect(_database, out var connection) != 0)
        {
            _database.Dispose();
            _database = null;
            throw new DuckDbException($"DuckDB opened '{DataSource}' but refused a connection to it.", DuckDbErrorType.Connection);
        }

        _connection = new ConnectionHandle(connection);
        OnStateChange(new StateChangeEventArgs(ConnectionState.Closed, ConnectionState.Open));
    }

    /// <summary>Closes; a transaction that was not committed is rolled back. The last connection to a file writes its log into it.</summary>
    public override void Close()
    {
        if (_connection is null)
        {
            return;
        }

        Transaction = null;
        _connection.Dispose();
        _connection = null;
        _database?.Dispose();
        _database = null;
        OnStateChange(new StateChangeEventArgs(ConnectionState.Open, ConnectionState.Closed));
    }

    /// <summary>Makes another attached database the default (<c>USE</c>).</summary>
    public override void ChangeDatabase(string databaseName) => Execute("USE " + DuckDbIdentifier.Quote(databaseName));

    /// <summary>Ends the running statement of this connection with an error of type <see cref="DuckDbErrorType.Interrupt"/>.</summary>
    public void Interrupt() => NativeMethods.Interrupt(Handle);

    /// <inheritdoc cref="DbConnection.CreateCommand"/>
    public new DuckDbCommand CreateCommand() => new() { Connection = this };

    /// <inheritdoc cref="DbConnection.BeginTransaction()"/>
    public new DuckDbTransaction BeginTransaction() => new(this);

    /// <summary>An appender to a table; see <see cref="DuckDbAppender"/>.</summary>
    /// <param name="table">Name of the table, unquoted.</param>
    /// <param name="schema">Its schema; null is the default one.</param>
    /// <param name="catalog">Its database; null is the default one, <c>temp</c> that of temporary tables.</param>
    /// <param name="columns">The columns to fill, in this order, the others become their defaults; null is all of them.</param>
    /// <exception cref="DuckDbException">There is no such table or column.</exception>
    public DuckDbAppender CreateAppender(
        string table,
        string? schema = null,
        string? catalog = null,
        IReadOnlyList<string>? columns = null
    ) => DuckDbAppender.Create(this, catalog, schema, table, columns);

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => CreateCommand();

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        isolationLevel is IsolationLevel.Unspecified or IsolationLevel.Snapshot
            ? new DuckDbTransaction(this)
            : throw new NotSupportedException($"DuckDB has snapshot isolation only, not {isolationLevel}.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }

        base.Dispose(disposing);
    }
}

using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using NbaPipeline.DuckDb.Binding;
using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb;

/// <summary>
/// One or more SQL statements, separated by semicolons. The statements run on the calling thread, in the asynchronous methods too;
/// those take a cancellation token, which interrupts the running statement.
/// </summary>
public sealed partial class DuckDbCommand : DbCommand
{
    private string _text = "";
    private DuckDbConnection? _connection;
    private StatementList? _kept;

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get => _text;
        set
        {
            _text = value ?? "";
            DropKept();
        }
    }

    /// <summary>Seconds until a running statement is interrupted, which raises a <see cref="DuckDbException"/>; 0 (default) is no limit.</summary>
    public override int CommandTimeout { get; set; }

    /// <inheritdoc/>
    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text)
            {
                throw new NotSupportedException($"DuckDB has text commands only, not {value}.");
            }
        }
    }

    /// <inheritdoc cref="DbCommand.Connection"/>
    public new DuckDbConnection? Connection
    {
        get => _connection;
        set
        {
            _connection = value;
            DropKept();
        }
    }

    /// <inheritdoc cref="DbCommand.Parameters"/>
    public new DuckDbParameterCollection Parameters { get; } = [];

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => _connection;
        set => Connection = (DuckDbConnection?)value;
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => Parameters;

    /// <summary>A statement runs in the transaction of its connection, whatever is set here.</summary>
    protected override DbTransaction? DbTransaction { get; set; }

    /// <summary>Interrupts the running statement; nothing happens if there is none.</summary>
    public override void Cancel()
    {
        if (_connection?.State == ConnectionState.Open)
        {
            _connection.Interrupt();
        }
    }

    /// <summary>Parses now and keeps the prepared statement for the next executions, if the text is a single statement.</summary>
    /// <exception cref="DuckDbException">The text is not SQL, or names what does not exist.</exception>
    public override void Prepare()
    {
        DropKept();
        var statements = new StatementList(Open, _text);
        try
        {
            statements.Keep();
        }
        catch
        {
            statements.Dispose();
            throw;
        }

        _kept = statements;
    }

    /// <inheritdoc cref="DbCommand.CreateParameter"/>
    public new DuckDbParameter CreateParameter() => new();

    internal DuckDbConnection Open => _connection ?? throw new InvalidOperationException("The command has no connection.");

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => CreateParameter();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            DropKept();
        }

        base.Dispose(disposing);
    }

    private void DropKept()
    {
        _kept?.Dispose();
        _kept = null;
    }
}

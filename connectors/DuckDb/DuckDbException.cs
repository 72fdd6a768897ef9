using System.Data.Common;

namespace NbaPipeline.DuckDb;

/// <summary>An error of DuckDB, with DuckDB's own message, its class and the statement that met it.</summary>
public sealed class DuckDbException : DbException
{
    internal DuckDbException(string message, DuckDbErrorType errorType, string? sql = null, Exception? inner = null)
        : base(message, inner)
    {
        ErrorType = errorType;
        Sql = sql;
    }

    /// <summary>The class of the error.</summary>
    public DuckDbErrorType ErrorType { get; }

    /// <summary>The statement, or null where there was none (open, append, commit).</summary>
    public string? Sql { get; }

    /// <summary>True when another process has the file open, so that trying again later can help.</summary>
    public bool IsLocked { get; internal init; }

    /// <inheritdoc/>
    public override bool IsTransient => IsLocked;
}

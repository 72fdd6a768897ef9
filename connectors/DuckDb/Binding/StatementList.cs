using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb.Binding;

/// <summary>
/// The statements of a text. Each is prepared only when its turn comes, as it may need what the one before it creates; a single
/// statement can be kept prepared.
/// </summary>
internal sealed class StatementList : IDisposable
{
    private readonly DuckDbConnection _connection;
    private readonly ExtractedHandle _extracted;
    private PreparedHandle? _kept;

    public StatementList(DuckDbConnection connection, string sql)
    {
        _connection = connection;
        Sql = sql;
        var count = NativeMethods.ExtractStatements(connection.Handle, sql, out var extracted);
        _extracted = new ExtractedHandle(extracted);
        if (count == 0 && NativeMethods.ExtractStatementsError(_extracted) is var error and not 0)
        {
            var message = NativeText.Borrowed(error);
            _extracted.Dispose();
            throw new DuckDbException(message, ErrorTypes.Of(message), sql);
        }

        Count = (int)count;
    }

    public string Sql { get; }

    public int Count { get; }

    public void Keep()
    {
        if (Count == 1)
        {
            _kept = Create(0);
        }
    }

    /// <summary>The statement, to be given back with <see cref="Release"/>.</summary>
    public PreparedHandle Take(int index) => _kept ?? Create(index);

    public void Release(PreparedHandle prepared)
    {
        if (prepared != _kept)
        {
            prepared.Dispose();
        }
    }

    public void Dispose()
    {
        _kept?.Dispose();
        _extracted.Dispose();
    }

    private PreparedHandle Create(int index)
    {
        var state = NativeMethods.PrepareExtracted(_connection.Handle, _extracted, (ulong)index, out var pointer);
        var prepared = new PreparedHandle(pointer);
        if (state == 0)
        {
            return prepared;
        }

        var message = pointer == 0 ? "DuckDB could not prepare the statement." : NativeText.Borrowed(NativeMethods.PrepareError(prepared));
        prepared.Dispose();
        throw new DuckDbException(message, ErrorTypes.Of(message), Sql);
    }
}

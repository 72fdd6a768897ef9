using NbaPipeline.DuckDb.Appending;
using NbaPipeline.DuckDb.Native;
using NbaPipeline.DuckDb.Reading;

namespace NbaPipeline.DuckDb;

/// <summary>
/// Fills a table chunk by chunk (2048 rows): values go straight into the vectors of a data chunk, without a call into the library per
/// value. Append one value to every column of <see cref="Columns"/>, then <see cref="EndRow"/>; or write whole vectors through
/// <see cref="AppenderColumn.Free{T}"/>, then <see cref="EndRows"/>. The rows belong to the connection's transaction if it has one.
/// Nothing is in the table before <see cref="Flush"/>; disposing without it drops what was not flushed.
/// </summary>
public sealed class DuckDbAppender : IDisposable
{
    private static readonly int ChunkRows = (int)NativeMethods.VectorSize();
    private readonly AppenderHandle _appender;
    private readonly DataChunkHandle _chunk;
    private readonly AppenderColumn[] _columns;
    private readonly string _table;
    private int _row;

    private DuckDbAppender(AppenderHandle appender, DataChunkHandle chunk, AppenderColumn[] columns, string table)
    {
        _appender = appender;
        _chunk = chunk;
        _columns = columns;
        _table = table;
        Rebind();
    }

    /// <summary>The columns, in the order of the table or of the list given at creation.</summary>
    public ReadOnlySpan<AppenderColumn> Columns => _columns;

    /// <summary>Rows ended so far.</summary>
    public long RowCount { get; private set; }

    /// <summary>Rows that fit in the current chunk.</summary>
    public int FreeRows => ChunkRows - _row;

    internal static DuckDbAppender Create(
        DuckDbConnection connection,
        string? catalog,
        string? schema,
        string table,
        IReadOnlyList<string>? columns
    )
    {
        var name = schema is null ? table : $"{schema}.{table}";
        var state = NativeMethods.AppenderCreate(connection.Handle, catalog, schema, table, out var pointer);
        var appender = new AppenderHandle(pointer);
        try
        {
            Check(state, appender, name, "cannot be appended to");
            foreach (var column in columns ?? [])
            {
                Check(NativeMethods.AppenderAddColumn(appender, column), appender, name, $"has no column {column} to append to");
            }

            return AppenderChunk.Create(appender, columns, (chunk, list) => new DuckDbAppender(appender, chunk, list, name));
        }
        catch
        {
            appender.Dispose();
            throw;
        }
    }

    /// <summary>Ends the row; columns that got no value in it are NULL.</summary>
    /// <exception cref="InvalidOperationException">A column got two values in this row.</exception>
    /// <exception cref="DuckDbException">The table refused the chunk that became full.</exception>
    public void EndRow()
    {
        var row = _row;
        foreach (var column in _columns)
        {
            if (column.Count != row + 1)
            {
                column.CompleteRow(row);
            }
        }

        Advance(1);
    }

    /// <summary>Ends <paramref name="count"/> rows whose vectors were written through <see cref="AppenderColumn.Free{T}"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="FreeRows"/>.</exception>
    /// <exception cref="DuckDbException">The table refused the chunk that became full.</exception>
    public void EndRows(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, FreeRows);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        foreach (var column in _columns)
        {
            column.CompleteRows(_row + count);
        }

        Advance(count);
    }

    /// <summary>Forgets the values of the row that has begun, as its source turned out to be bad.</summary>
    public void AbandonRow()
    {
        foreach (var column in _columns)
        {
            column.Truncate(_row);
        }
    }

    /// <summary>Puts all ended rows into the table.</summary>
    /// <exception cref="DuckDbException">The table refused them (a constraint, a type, the disk).</exception>
    public void Flush()
    {
        AppendChunk();
        Check(NativeMethods.AppenderFlush(_appender), _appender, _table, "refused the appended rows");
    }

    /// <summary>Releases the chunk; rows that were not flushed are dropped.</summary>
    public void Dispose()
    {
        _chunk.Dispose();
        _appender.Dispose();
    }

    private static void Check(int state, AppenderHandle appender, string table, string what)
    {
        if (state != 0)
        {
            var message = NativeText.Borrowed(NativeMethods.AppenderError(appender));
            using var data = new ErrorDataHandle(NativeMethods.AppenderErrorData(appender));
            var type = data.IsInvalid ? ErrorTypes.Of(message) : NativeMethods.ErrorDataType(data);
            throw new DuckDbException($"Table {table} {what}: {message}", type);
        }
    }

    private void Advance(int rows)
    {
        _row += rows;
        RowCount += rows;
        if (_row == ChunkRows)
        {
            AppendChunk();
        }
    }

    private void AppendChunk()
    {
        if (_row == 0)
        {
            return;
        }

        foreach (var column in _columns)
        {
            column.Truncate(_row);
            column.SetListSizes();
        }

        NativeMethods.DataChunkSetSize(_chunk, (ulong)_row);
        _row = 0;
        var state = NativeMethods.AppendDataChunk(_appender, _chunk);
        NativeMethods.DataChunkReset(_chunk);
        Rebind();
        Check(state, _appender, _table, "refused the appended rows");
    }

    private void Rebind()
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Bind(NativeMethods.DataChunkVector(_chunk, (ulong)i), ChunkRows);
        }
    }
}

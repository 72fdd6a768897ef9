using System.Collections;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using NbaPipeline.DuckDb.Binding;
using NbaPipeline.DuckDb.Native;
using NbaPipeline.DuckDb.Reading;

namespace NbaPipeline.DuckDb;

/// <summary>
/// Rows of a result, chunk by chunk, straight from DuckDB's vectors. <see cref="GetValue"/> gives: BOOLEAN bool; TINYINT..UBIGINT the
/// integer of that width; HUGEINT Int128; UHUGEINT UInt128; BIGNUM BigInteger; FLOAT float; DOUBLE double; DECIMAL decimal; VARCHAR and ENUM
/// string; BLOB byte[]; BIT a string of 0 and 1; UUID Guid; DATE DateOnly; TIME TimeOnly; TIMETZ DateTimeOffset on 0001-01-02; TIMESTAMP
/// (any unit) DateTime; TIMESTAMPTZ DateTimeOffset in UTC; INTERVAL <see cref="DuckDbInterval"/>; LIST and ARRAY List&lt;object?&gt;; STRUCT
/// Dictionary&lt;string, object?&gt;; MAP Dictionary&lt;object, object?&gt;; UNION the value of its member. <see cref="GetString"/> of a nested
/// value is JSON.
/// </summary>
[SuppressMessage("Design", "CA1010", Justification = "The base class fixes the collection interfaces; rows are no objects of their own.")]
[SuppressMessage("Naming", "CA1710", Justification = "The name of the ADO.NET shape: <Provider>DataReader.")]
public sealed partial class DuckDbDataReader : DbDataReader
{
    private readonly Execution _execution;
    private readonly CommandBehavior _behavior;
    private readonly DuckDbCommand _command;
    private readonly bool _ownsCommand;
    private readonly bool _ownsStatements;
    private ResultHandle? _result;
    private DataChunkHandle? _chunk;
    private ResultColumn[] _columns = [];
    private int _row = -1;
    private int _rowsInChunk;
    private bool _peeked;
    private bool _closed;

    internal DuckDbDataReader(Execution execution, CommandBehavior behavior, DuckDbCommand command, bool ownsCommand, bool ownsStatements)
    {
        _execution = execution;
        _behavior = behavior;
        _command = command;
        _ownsCommand = ownsCommand;
        _ownsStatements = ownsStatements;
    }

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <inheritdoc/>
    public override int FieldCount => _columns.Length;

    /// <inheritdoc/>
    public override bool IsClosed => _closed;

    /// <summary>Rows changed by the statements run so far; -1 if none changes rows.</summary>
    public override int RecordsAffected => (int)Math.Min(_execution.RowsChanged, int.MaxValue);

    /// <inheritdoc/>
    public override bool HasRows => _peeked ? _rowsInChunk > 0 : Peek();

    /// <inheritdoc/>
    public override bool Read()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_peeked)
        {
            _peeked = false;
            return _row < _rowsInChunk;
        }

        return ++_row < _rowsInChunk || FetchChunk();
    }

    /// <summary>Runs the following statements up to the next one with rows.</summary>
    /// <exception cref="DuckDbException">DuckDB refused one of them.</exception>
    public override bool NextResult()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        DropResult();
        _result = _execution.NextRows();
        _columns = _result is null ? [] : ResultColumn.Describe(_result);
        return _result is not null;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        DropResult();
        if (_ownsStatements)
        {
            _execution.Statements.Dispose();
        }

        if (_behavior.HasFlag(CommandBehavior.CloseConnection))
        {
            _command.Connection?.Close();
        }

        if (_ownsCommand)
        {
            _command.Dispose();
        }
    }

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    private bool Peek()
    {
        if (_row >= 0 || _rowsInChunk > 0)
        {
            return true;
        }

        _peeked = true;
        return FetchChunk();
    }

    private bool FetchChunk()
    {
        _chunk?.Dispose();
        _chunk = null;
        _rowsInChunk = 0;
        _row = 0;
        while (_result is not null && NativeMethods.FetchChunk(_result.Value) is var pointer and not 0)
        {
            var chunk = new DataChunkHandle(pointer);
            _rowsInChunk = (int)NativeMethods.DataChunkSize(chunk);
            if (_rowsInChunk == 0)
            {
                chunk.Dispose();
                continue;
            }

            _chunk = chunk;
            for (var i = 0; i < _columns.Length; i++)
            {
                _columns[i].Vector.Bind(NativeMethods.DataChunkVector(chunk, (ulong)i));
            }

            return true;
        }

        return false;
    }

    private void DropResult()
    {
        _chunk?.Dispose();
        _chunk = null;
        _result?.Dispose();
        _result = null;
        _rowsInChunk = 0;
        _row = -1;
        _peeked = false;
    }
}

using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb.Binding;

/// <summary>Runs the statements of a command one after the other, under its timeout and cancellation.</summary>
internal sealed class Execution(
    DuckDbConnection connection,
    StatementList statements,
    DuckDbParameterCollection parameters,
    TimeSpan timeout,
    CancellationToken cancellationToken
)
{
    private const int ReturnsChangedRows = 1;
    private const int ReturnsRows = 3;
    private int _next;

    /// <summary>Rows changed so far; -1 before the first statement that changes rows.</summary>
    public long RowsChanged { get; private set; } = -1;

    public StatementList Statements => statements;

    /// <summary>Runs up to and including the next statement with rows; null if there is none any more.</summary>
    public ResultHandle? NextRows()
    {
        while (_next < statements.Count)
        {
            var result = Run(_next++);
            switch (NativeMethods.ResultReturnType(result.Value))
            {
                case ReturnsRows:
                    return result;
                case ReturnsChangedRows:
                    RowsChanged = Math.Max(0, RowsChanged) + (long)NativeMethods.RowsChanged(result);
                    break;
            }

            result.Dispose();
        }

        return null;
    }

    private ResultHandle Run(int index)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var prepared = statements.Take(index);
        var result = new ResultHandle();
        try
        {
            ParameterBinder.Bind(prepared, parameters, statements.Sql);
            using var interrupter = new Interrupter(connection, timeout, cancellationToken);
            if (NativeMethods.ExecutePrepared(prepared, result) != 0)
            {
                throw Failure(result, interrupter);
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
        finally
        {
            statements.Release(prepared);
        }
    }

    private Exception Failure(ResultHandle result, Interrupter interrupter)
    {
        var message = NativeText.Borrowed(NativeMethods.ResultError(result));
        var type = (DuckDbErrorType)NativeMethods.ResultErrorType(result);
        type = type == DuckDbErrorType.Invalid ? ErrorTypes.Of(message) : type;
        if (type != DuckDbErrorType.Interrupt)
        {
            return new DuckDbException(message, type, statements.Sql);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException("The statement was cancelled.", cancellationToken);
        }

        return interrupter.TimedOut
            ? new DuckDbException(
                $"The statement ran longer than its CommandTimeout of {timeout.TotalSeconds} s and was interrupted.",
                type,
                statements.Sql,
                new TimeoutException(message)
            )
            : new DuckDbException(message, type, statements.Sql);
    }
}

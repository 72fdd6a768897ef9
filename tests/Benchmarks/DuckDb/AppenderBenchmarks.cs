using BenchmarkDotNet.Attributes;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Benchmarks.DuckDb;

/// <summary>Appending rows of two numbers, a short and a long text to a table in memory, against prepared INSERTs. Per row.</summary>
[MemoryDiagnoser]
public class AppenderBenchmarks
{
    private const int Rows = 100_000;
    private const int InsertedRows = 1_000;
    private DuckDbConnection _connection = null!;

    [GlobalSetup]
    public void Open()
    {
        _connection = DuckDbConnection.Open(new DuckDbOptions { Threads = 1 });
        _connection.Execute("CREATE TABLE t(id BIGINT, points DOUBLE, team VARCHAR, player VARCHAR)");
    }

    [GlobalCleanup]
    public void Close() => _connection.Dispose();

    [IterationSetup]
    public void Empty() => _connection.Execute("TRUNCATE t");

    [Benchmark(OperationsPerInvoke = Rows)]
    public long AppendRow()
    {
        using var appender = _connection.CreateAppender("t");
        var columns = appender.Columns;
        for (var i = 0; i < Rows; i++)
        {
            columns[0].Append((long)i);
            columns[1].Append(i * 0.5);
            columns[2].AppendUtf8("DEN"u8);
            columns[3].AppendUtf8("nikola_jokic_of_denver"u8);
            appender.EndRow();
        }

        appender.Flush();
        return appender.RowCount;
    }

    [Benchmark(OperationsPerInvoke = InsertedRows)]
    public void InsertRow()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "INSERT INTO t VALUES (?, ?, ?, ?)";
        command.Prepare();
        using var transaction = _connection.BeginTransaction();
        for (var i = 0; i < InsertedRows; i++)
        {
            command.Parameters.Clear();
            command.Parameters.AddValue((long)i);
            command.Parameters.AddValue(i * 0.5);
            command.Parameters.AddValue("DEN");
            command.Parameters.AddValue("nikola_jokic_of_denver");
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}

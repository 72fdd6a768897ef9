using BenchmarkDotNet.Attributes;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Benchmarks.DuckDb;

/// <summary>Reading a column of a result of 100,000 rows, the query included. Per value.</summary>
[MemoryDiagnoser]
public class ReaderBenchmarks
{
    private const int Rows = 100_000;
    private DuckDbConnection _connection = null!;

    [GlobalSetup]
    public void Open()
    {
        _connection = DuckDbConnection.Open(new DuckDbOptions { Threads = 1 });
        _connection.Execute("CREATE TABLE t AS SELECT i::BIGINT AS id, 'player ' || i AS player FROM range(100000) r(i)");
    }

    [GlobalCleanup]
    public void Close() => _connection.Dispose();

    [Benchmark(OperationsPerInvoke = Rows)]
    public long ReadInt64()
    {
        long sum = 0;
        using var reader = _connection.Query("SELECT id FROM t");
        while (reader.Read())
        {
            sum += reader.GetInt64(0);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public long ReadUtf8()
    {
        long sum = 0;
        using var reader = _connection.Query("SELECT player FROM t");
        while (reader.Read())
        {
            sum += reader.GetUtf8(0).Length;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public long ReadString()
    {
        long sum = 0;
        using var reader = _connection.Query("SELECT player FROM t");
        while (reader.Read())
        {
            sum += reader.GetString(0).Length;
        }

        return sum;
    }
}

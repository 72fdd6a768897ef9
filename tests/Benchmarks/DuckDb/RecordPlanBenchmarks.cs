using System.Buffers;
using BenchmarkDotNet.Attributes;
using NbaPipeline.Avro;
using NbaPipeline.DuckDb;
using NbaPipeline.Materialiser.Decoding;

namespace NbaPipeline.Benchmarks.DuckDb;

/// <summary>A record of eight fields from Avro bytes into column vectors and a table in memory, by a compiled plan. Per record.</summary>
[MemoryDiagnoser]
public class RecordPlanBenchmarks
{
    private const int Rows = 100_000;
    private readonly RecordSchema _schema = (RecordSchema)
        AvroSchema.Parse(
            """
            {"type": "record", "name": "P", "fields": [
                {"name": "game_id", "type": "string"}, {"name": "player", "type": "string"}, {"name": "points", "type": "int"},
                {"name": "minutes", "type": "double"}, {"name": "line", "type": ["null", "double"]}, {"name": "home", "type": "boolean"},
                {"name": "day", "type": {"type": "int", "logicalType": "date"}}, {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
            """
        );

    private DuckDbConnection _connection = null!;
    private RecordPlan _plan = null!;
    private byte[] _body = [];

    [GlobalSetup]
    public void Open()
    {
        _connection = DuckDbConnection.Open(new DuckDbOptions { Threads = 1 });
        var columns = _schema.Fields.Select(field => $"{DuckDbIdentifier.Quote(field.Name)} {ColumnTypes.Of(field, _schema)}");
        _connection.Execute($"CREATE TABLE t({string.Join(", ", columns)})");
        _plan = RecordPlan.Compile(_schema, name => _schema.Find(name)!.Position);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new AvroWriter(buffer))
        {
            writer.WriteString("20240301_DEN_LAL");
            writer.WriteString("nikola_jokic");
            writer.WriteInt(35);
            writer.WriteDouble(36.5);
            writer.WriteUnion(1);
            writer.WriteDouble(26.5);
            writer.WriteBoolean(false);
            writer.WriteInt(19_783);
            writer.WriteLong(1_709_348_400_000);
        }

        _body = buffer.WrittenSpan.ToArray();
    }

    [GlobalCleanup]
    public void Close() => _connection.Dispose();

    [IterationSetup]
    public void Empty() => _connection.Execute("TRUNCATE t");

    [Benchmark(OperationsPerInvoke = Rows)]
    public long DecodeIntoColumns()
    {
        using var appender = _connection.CreateAppender("t");
        for (var i = 0; i < Rows; i++)
        {
            _plan.Read(_body, appender.Columns);
            appender.EndRow();
        }

        appender.Flush();
        return appender.RowCount;
    }
}

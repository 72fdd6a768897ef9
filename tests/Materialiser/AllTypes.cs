using NbaPipeline.Avro;

namespace NbaPipeline.Materialiser.Tests;

internal static class AllTypes
{
    public const string Schema = """
        {"type": "record", "name": "All", "namespace": "t", "fields": [
            {"name": "b", "type": "boolean"}, {"name": "i", "type": "int"}, {"name": "l", "type": "long"},
            {"name": "f", "type": "float"}, {"name": "d", "type": "double"}, {"name": "by", "type": "bytes"}, {"name": "s", "type": "string"},
            {"name": "e", "type": {"type": "enum", "name": "E", "symbols": ["OVER", "UNDER"]}},
            {"name": "fx", "type": {"type": "fixed", "name": "F", "size": 3}},
            {"name": "day", "type": {"type": "int", "logicalType": "date"}},
            {"name": "tm", "type": {"type": "int", "logicalType": "time-millis"}},
            {"name": "ts", "type": {"type": "long", "logicalType": "timestamp-millis"}},
            {"name": "tu", "type": {"type": "long", "logicalType": "timestamp-micros"}},
            {"name": "lt", "type": {"type": "long", "logicalType": "local-timestamp-millis"}},
            {"name": "dec", "type": {"type": "bytes", "logicalType": "decimal", "precision": 4, "scale": 1}},
            {"name": "big", "type": {"type": "bytes", "logicalType": "decimal", "precision": 38, "scale": 2}},
            {"name": "u", "type": {"type": "string", "logicalType": "uuid"}},
            {"name": "n", "type": ["int", "null"], "default": 0},
            {"name": "xs", "type": {"type": "array", "items": ["null", "string"]}},
            {"name": "m", "type": {"type": "map", "values": "double"}},
            {"name": "r", "type": {"type": "record", "name": "Sub", "fields": [{"name": "a", "type": "int"}, {"name": "ys", "type": {"type": "array", "items": "long"}}]}}]}
        """;

    public const string Row =
        "true|-1|5000000000|1.5|0.1|00FF|é|UNDER|010203|2024-02-29|19:30:00|2024-01-02 03:04:05.006+00:00|2024-01-02 03:04:05.000006+00:00|2024-01-02 03:04:05|"
        + "-12.5|123456789012.34|00112233-4455-6677-8899-aabbccddeeff|NULL|[\"x\",null]|{\"k\":0.5}|{\"a\":7,\"ys\":[1,2]}";

    public static readonly string[] Columns =
    [
        "b BOOLEAN",
        "i INTEGER",
        "l BIGINT",
        "f FLOAT",
        "d DOUBLE",
        "by BLOB",
        "s VARCHAR",
        "e VARCHAR",
        "fx BLOB",
        "day DATE",
        "tm TIME",
        "ts TIMESTAMP WITH TIME ZONE",
        "tu TIMESTAMP WITH TIME ZONE",
        "lt TIMESTAMP",
        "dec DECIMAL(4,1)",
        "big DECIMAL(38,2)",
        "u UUID",
        "n INTEGER",
        "xs VARCHAR[]",
        "m MAP(VARCHAR, DOUBLE)",
        "r STRUCT(a INTEGER, ys BIGINT[])",
    ];

    public static void Write(ref AvroWriter writer)
    {
        var time = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);
        writer.WriteBoolean(true);
        writer.WriteInt(-1);
        writer.WriteLong(5_000_000_000);
        writer.WriteFloat(1.5f);
        writer.WriteDouble(0.1);
        writer.WriteBytes([0, 255]);
        writer.WriteString("é");
        writer.WriteEnum(1, 2);
        writer.WriteFixed([1, 2, 3], 3);
        writer.WriteDate(new DateOnly(2024, 2, 29));
        writer.WriteTimeMillis(new TimeOnly(19, 30));
        writer.WriteTimestampMillis(time.AddMilliseconds(6));
        writer.WriteTimestampMicros(time.AddMicroseconds(6));
        writer.WriteLocalTimestampMillis(time.DateTime);
        writer.WriteDecimal(-12.5m, 4, 1);
        writer.WriteDecimal(123456789012.34m, 38, 2);
        writer.WriteUuid(new Guid("00112233-4455-6677-8899-aabbccddeeff"));
        writer.WriteUnion(1);
        writer.WriteBlockCount(2);
        writer.WriteUnion(1);
        writer.WriteString("x");
        writer.WriteUnion(0);
        writer.WriteBlockEnd();
        writer.WriteBlockCount(1);
        writer.WriteString("k");
        writer.WriteDouble(0.5);
        writer.WriteBlockEnd();
        writer.WriteInt(7);
        writer.WriteBlockCount(2);
        writer.WriteLong(1);
        writer.WriteLong(2);
        writer.WriteBlockEnd();
    }
}

using System.Globalization;
using System.Numerics;

namespace NbaPipeline.DuckDb.Tests;

public class ReadTypesTests
{
    public static TheoryData<string, object, string> Scalars =>
        new()
        {
            { "true", true, "BOOLEAN" },
            { "(-5)::TINYINT", (sbyte)-5, "TINYINT" },
            { "300::SMALLINT", (short)300, "SMALLINT" },
            { "70000", 70000, "INTEGER" },
            { "5000000000", 5000000000L, "BIGINT" },
            { "200::UTINYINT", (byte)200, "UTINYINT" },
            { "60000::USMALLINT", (ushort)60000, "USMALLINT" },
            { "4000000000::UINTEGER", 4000000000u, "UINTEGER" },
            { "18446744073709551615::UBIGINT", ulong.MaxValue, "UBIGINT" },
            { "170141183460469231731687303715884105727::HUGEINT", Int128.MaxValue, "HUGEINT" },
            { "(-170141183460469231731687303715884105728)::HUGEINT", Int128.MinValue, "HUGEINT" },
            { "340282366920938463463374607431768211455::UHUGEINT", UInt128.MaxValue, "UHUGEINT" },
            {
                "'-123456789012345678901234567890123456789012'::BIGNUM",
                BigInteger.Parse("-123456789012345678901234567890123456789012", CultureInfo.InvariantCulture),
                "BIGNUM"
            },
            { "256::BIGNUM", new BigInteger(256), "BIGNUM" },
            { "1.5::FLOAT", 1.5f, "FLOAT" },
            { "0.1::DOUBLE", 0.1, "DOUBLE" },
            { "12.5::DECIMAL(4,1)", 12.5m, "DECIMAL(4,1)" },
            { "(-123456.78)::DECIMAL(9,2)", -123456.78m, "DECIMAL(9,2)" },
            { "1234567890123.45::DECIMAL(18,2)", 1234567890123.45m, "DECIMAL(18,2)" },
            { "12345678901234567890.5::DECIMAL(38,10)", 12345678901234567890.5m, "DECIMAL(38,10)" },
            { "'Nikola Jokić'", "Nikola Jokić", "VARCHAR" },
            { "''", "", "VARCHAR" },
            { "'twelve bytes'", "twelve bytes", "VARCHAR" },
            { "'\\x00\\xFF'::BLOB", new byte[] { 0, 255 }, "BLOB" },
            { "'10101'::BIT", "10101", "BIT" },
            { "'00112233-4455-6677-8899-aabbccddeeff'::UUID", new Guid("00112233-4455-6677-8899-aabbccddeeff"), "UUID" },
            { "'ff112233-4455-6677-8899-aabbccddeeff'::UUID", new Guid("ff112233-4455-6677-8899-aabbccddeeff"), "UUID" },
            { "'b'::ENUM('a', 'b')", "b", "ENUM('a', 'b')" },
            { "DATE '2024-02-29'", new DateOnly(2024, 2, 29), "DATE" },
            { "DATE '0001-01-01'", new DateOnly(1, 1, 1), "DATE" },
            { "TIME '19:30:00.000001'", new TimeOnly(19, 30).Add(TimeSpan.FromMicroseconds(1)), "TIME" },
            { "TIMESTAMP '1969-12-31 23:59:59.999999'", DateTime.UnixEpoch.AddMicroseconds(-1).Plain(), "TIMESTAMP" },
            { "TIMESTAMP_S '2024-01-02 03:04:05'", new DateTime(2024, 1, 2, 3, 4, 5), "TIMESTAMP_S" },
            { "TIMESTAMP_MS '2024-01-02 03:04:05.006'", new DateTime(2024, 1, 2, 3, 4, 5, 6), "TIMESTAMP_MS" },
            { "TIMESTAMP_NS '2024-01-02 03:04:05.0000001'", new DateTime(2024, 1, 2, 3, 4, 5).AddTicks(1), "TIMESTAMP_NS" },
            {
                "TIMESTAMPTZ '2024-01-02 03:04:05-05:00'",
                new DateTimeOffset(2024, 1, 2, 8, 4, 5, TimeSpan.Zero),
                "TIMESTAMP WITH TIME ZONE"
            },
            { "'03:04:05+02:00'::TIMETZ", new DateTimeOffset(1, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), "TIME WITH TIME ZONE" },
            { "INTERVAL '1 month 2 days 3 seconds'", new DuckDbInterval(1, 2, 3_000_000), "INTERVAL" },
        };

    [Theory]
    [MemberData(nameof(Scalars))]
    public void A_value_comes_back_as_its_dotnet_type(string sql, object expected, string typeName)
    {
        using var connection = DuckDbConnection.OpenInMemory();
        using var reader = connection.Query($"SELECT {sql} AS v, (NULL)::{typeName} AS nothing");

        reader.Read().ShouldBeTrue();
        reader.GetValue(0).ShouldBe(expected);
        reader.GetFieldType(0).ShouldBe(expected.GetType());
        reader.GetDataTypeName(0).ShouldBe(typeName);
        reader.GetValue(1).ShouldBe(DBNull.Value);
        reader.IsDBNull(1).ShouldBeTrue();
        reader.Read().ShouldBeFalse();
    }

    public static TheoryData<object> Parameters =>
        [
            true,
            (sbyte)-5,
            (short)-300,
            -70000,
            -5000000000L,
            (byte)200,
            (ushort)60000,
            4000000000u,
            ulong.MaxValue,
            Int128.MinValue + 1,
            UInt128.MaxValue,
            1.5f,
            double.Epsilon,
            -79228162514264337593543950335m,
            0.0000000000000000000000000001m,
            "Luka Dončić",
            new byte[] { 1, 0, 255 },
            new Guid("f0112233-4455-6677-8899-aabbccddeeff"),
            new DateOnly(1969, 7, 20),
            new TimeOnly(23, 59, 59),
            new DateTime(1969, 7, 20, 20, 17, 40),
            new DateTimeOffset(2024, 1, 2, 8, 4, 5, TimeSpan.Zero),
            new DuckDbInterval(1, -2, 3),
        ];

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter_comes_back_as_it_went_in(object value)
    {
        using var connection = DuckDbConnection.OpenInMemory();
        using var reader = connection.Query("SELECT ?", value);
        reader.Read().ShouldBeTrue();
        reader.GetValue(0).ShouldBe(value);
    }

    [Fact]
    public void Nested_values_come_back_as_collections_and_as_json_text()
    {
        using var connection = DuckDbConnection.OpenInMemory();
        using var reader = connection.Query(
            "SELECT [1, NULL, 3], {'a': 1, 'b': ['x']}, MAP {'k': 1.5::DOUBLE}, [1, 2]::INTEGER[2], [[1], [], NULL], union_value(n := 'é')"
        );
        reader.Read().ShouldBeTrue();
        reader.GetValue(0).ShouldBe(new List<object?> { 1, null, 3 });
        reader.GetString(1).ShouldBe("""{"a":1,"b":["x"]}""");
        reader.GetString(2).ShouldBe("""{"k":1.5}""");
        reader.GetString(3).ShouldBe("[1,2]");
        reader.GetString(4).ShouldBe("[[1],[],null]");
        reader.GetString(5).ShouldBe("é");
        reader.GetDataTypeName(1).ShouldBe("STRUCT(a INTEGER, b VARCHAR[])");
    }

    [Fact]
    public void Rows_of_many_chunks_are_all_read()
    {
        using var connection = DuckDbConnection.OpenInMemory();
        using var reader = connection.Query("SELECT i, CASE WHEN i % 3 = 0 THEN NULL ELSE 'row number ' || i END FROM range(10000) t(i)");
        long rows = 0;
        while (reader.Read())
        {
            reader.GetInt64(0).ShouldBe(rows);
            reader.IsDBNull(1).ShouldBe(rows % 3 == 0);
            if (rows % 3 != 0)
            {
                reader.GetString(1).ShouldBe($"row number {rows}");
            }

            rows++;
        }

        rows.ShouldBe(10000);
    }
}

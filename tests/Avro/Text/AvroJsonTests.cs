using System.Buffers;
using System.Text;
using System.Text.Json;
using NbaPipeline.Avro.Tests.Generated;

namespace NbaPipeline.Avro.Tests.Text;

public sealed class AvroJsonTests
{
    private const string LongDecimal = """{"type":"bytes","logicalType":"decimal","precision":40,"scale":2}""";

    [Fact]
    public void Plain_JSON_is_for_people()
    {
        using var json = JsonDocument.Parse(Write(Everything.Schema, AvroCodec.Encode(Samples.Everything())));
        var root = json.RootElement;

        root.GetProperty("day").GetString().ShouldBe("2024-02-29");
        root.GetProperty("at_ms").GetString().ShouldBe("23:59:59.999");
        root.GetProperty("seen_ms").GetString().ShouldBe("2023-10-24T23:30:00.123Z");
        root.GetProperty("seen_us").GetString().ShouldBe("1961-01-01T00:00:00.001002Z");
        root.GetProperty("seen_ns").GetString().ShouldBe("2023-11-14T22:13:20.123456789Z");
        root.GetProperty("local_ms").GetString().ShouldBe("2023-10-24T19:30:00");
        root.GetProperty("price").GetDecimal().ShouldBe(-12345.67m);
        root.GetProperty("fixed_id").GetString().ShouldBe("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        root.GetProperty("raw").GetString().ShouldBe("AQL/");
        root.GetProperty("lasting").GetProperty("months").GetInt32().ShouldBe(1);
        root.GetProperty("maybe_int").GetInt32().ShouldBe(5);
        root.GetProperty("maybe_text").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("grid")[2][0].GetString().ShouldBe("NaN");
        root.GetProperty("sides").GetProperty("home").GetString().ShouldBe("OVER");
    }

    [Fact]
    public void A_decimal_may_have_more_digits_than_System_Decimal()
    {
        var body = Convert.FromHexString("20FF000000000000000000000000000000");

        Write(AvroSchema.Parse(LongDecimal), body).ShouldBe("-13292279957849158729038070602803445.76");
    }

    [Fact]
    public void A_decimal_of_more_bytes_than_its_precision_needs_is_refused()
    {
        byte[] body = [0xA0, 0x06, .. Enumerable.Repeat((byte)0x55, 400)];

        var error = Should.Throw<AvroException>(() => Write(AvroSchema.Parse(LongDecimal), body));

        error.Reason.ShouldBe("a decimal of 40 digits cannot take 400 bytes");
        error.Offset.ShouldBe(0);
    }

    private static string Write(AvroSchema schema, byte[] body)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            AvroJson.Write(schema, body, json);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}

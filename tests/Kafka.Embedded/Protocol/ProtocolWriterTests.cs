using System.Buffers;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

public sealed class ProtocolWriterTests
{
    [Theory]
    [InlineData(0u, "00")]
    [InlineData(127u, "7F")]
    [InlineData(128u, "8001")]
    [InlineData(16_383u, "FF7F")]
    [InlineData(16_384u, "808001")]
    [InlineData(uint.MaxValue, "FFFFFFFF0F")]
    public void An_unsigned_varint_takes_the_size_that_is_told(uint value, string hex)
    {
        Hex(w => w.WriteUnsignedVarint(value)).ShouldBe(hex);
        ProtocolWriter.SizeOfUnsignedVarint(value).ShouldBe(hex.Length / 2);
    }

    [Theory]
    [InlineData(0L, "00")]
    [InlineData(-1L, "01")]
    [InlineData(1L, "02")]
    [InlineData(-65L, "8101")]
    [InlineData(int.MaxValue, "FEFFFFFF0F")]
    [InlineData(int.MinValue, "FFFFFFFF0F")]
    [InlineData(long.MinValue, "FFFFFFFFFFFFFFFFFF01")]
    public void Numbers_inside_records_are_zigzag(long value, string hex)
    {
        Hex(w => w.WriteVarlong(value)).ShouldBe(hex);
        if (value is >= int.MinValue and <= int.MaxValue)
        {
            Hex(w => w.WriteVarint((int)value)).ShouldBe(hex);
        }
    }

    [Fact]
    public void Null_and_empty_differ_in_both_encodings()
    {
        Hex(w => w.WriteNullableString(null, flexible: true)).ShouldBe("00");
        Hex(w => w.WriteNullableString("", flexible: true)).ShouldBe("01");
        Hex(w => w.WriteNullableString(null, flexible: false)).ShouldBe("FFFF");
        Hex(w => w.WriteNullableString("", flexible: false)).ShouldBe("0000");
        Hex(w => w.WriteRecords(null, flexible: true)).ShouldBe("00");
        Hex(w => w.WriteRecords(ReadOnlyMemory<byte>.Empty, flexible: true)).ShouldBe("01");
        Hex(w => w.WriteArrayCount(-1, flexible: false)).ShouldBe("FFFFFFFF");
    }

    [Fact]
    public void A_length_is_put_in_later()
    {
        Hex(w =>
            {
                var at = w.ReserveInt32();
                w.WriteRaw([1, 2, 3]);
                w.PatchInt32(at, w.Length - at - sizeof(int));
            })
            .ShouldBe("00000003010203");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(20_000)]
    public void A_tagged_field_has_its_size_before_its_content(int length)
    {
        var content = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        using var writer = new ProtocolWriter();

        var start = writer.BeginTag(7);
        writer.WriteRaw(content);
        writer.EndTag(start);

        var reader = new ProtocolReader(writer.Written.ToArray());
        reader.ReadTag(out var end).ShouldBe(7u);
        end.ShouldBe(writer.Length);
        reader.Remaining.ShouldBe(length);
        writer.WrittenSpan[reader.Position..].SequenceEqual(content).ShouldBeTrue();
    }

    [Fact]
    public void A_string_too_long_for_its_length_is_refused_unless_it_is_compact()
    {
        var text = new string('x', short.MaxValue + 1);

        Should.Throw<InvalidOperationException>(() => Hex(w => w.WriteString(text, flexible: false)));
        Hex(w => w.WriteString(text, flexible: true)).Length.ShouldBe(2 * (text.Length + 3));
    }

    [Fact]
    public void The_writer_grows_up_to_its_bound_and_no_further()
    {
        using var writer = new ProtocolWriter(maxBytes: 10_000);

        writer.WriteRaw(new byte[10_000]);

        Should.Throw<InvalidOperationException>(() => writer.WriteInt8(1)).Message.ShouldContain("10001 bytes");
        writer.Length.ShouldBe(10_000);
    }

    [Fact]
    public void Buffers_go_back_to_the_pool_they_came_from()
    {
        var pool = new CountingPool();
        var writer = new ProtocolWriter(pool);
        for (var round = 0; round < 3; round++)
        {
            writer.WriteRaw(new byte[100_000]);
            writer.Reset();
        }

        writer.Dispose();
        writer.Dispose();

        pool.Rented.ShouldBe(1);
        pool.Returned.ShouldBe(1);
        writer.Length.ShouldBe(0);
    }

    [Fact]
    public void Null_in_a_version_without_null_is_refused()
    {
        var request = new MetadataRequest();
        using var writer = new ProtocolWriter();

        var fault = Should.Throw<InvalidOperationException>(() => request.Write(writer, 0));

        fault.Message.ShouldBe("MetadataRequest.Topics is null, which version 0 cannot say");
        request.Write(writer, 1);
    }

    private static string Hex(Action<ProtocolWriter> write)
    {
        using var writer = new ProtocolWriter();
        write(writer);
        return Convert.ToHexString(writer.WrittenSpan);
    }

    private sealed class CountingPool : ArrayPool<byte>
    {
        public int Rented { get; private set; }

        public int Returned { get; private set; }

        public override byte[] Rent(int minimumLength)
        {
            Rented++;
            return new byte[minimumLength];
        }

        public override void Return(byte[] array, bool clearArray = false) => Returned++;
    }
}

using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

public sealed class ProtocolReaderTests
{
    private delegate object? Reading(ref ProtocolReader reader);

    [Theory]
    [InlineData("00", 0u)]
    [InlineData("7F", 127u)]
    [InlineData("8001", 128u)]
    [InlineData("FFFFFFFF0F", uint.MaxValue)]
    [InlineData("8000", 0u)] // padded, yet legal
    public void An_unsigned_varint_is_read(string hex, uint expected)
    {
        var reader = new ProtocolReader(Convert.FromHexString(hex));

        reader.ReadUnsignedVarint().ShouldBe(expected);
        reader.Remaining.ShouldBe(0);
    }

    [Theory]
    [InlineData("80", "uvarint at byte 0 needs 2 bytes, 1 of 1 are left")]
    [InlineData("FFFFFFFF1F", "uvarint at byte 0 has more than 32 bits")]
    [InlineData("FFFFFFFFFF01", "uvarint at byte 0 has more than 32 bits")]
    public void A_bad_unsigned_varint_is_refused(string hex, string message) =>
        Fault(hex, (ref r) => r.ReadUnsignedVarint()).ShouldBe(message);

    [Fact]
    public void A_fault_names_the_field_kind_and_the_position()
    {
        Fault("00", (ref r) => r.ReadInt32()).ShouldBe("int32 at byte 0 needs 4 bytes, 1 of 1 are left");
        Fault("000541", (ref r) => r.ReadString(flexible: false)).ShouldBe("string at byte 2 needs 5 bytes, 1 of 3 are left");
        Fault("0641", (ref r) => r.ReadString(flexible: true)).ShouldBe("string at byte 1 needs 5 bytes, 1 of 2 are left");
        Fault("FFFF", (ref r) => r.ReadString(flexible: false)).ShouldBe("string before byte 2 is null");
        Fault("FFFE", (ref r) => r.ReadNullableString(flexible: false)).ShouldBe("string before byte 2 has length -2");
        Fault("FFFFFFFF0F", (ref r) => r.ReadNullableBytes(flexible: true)).ShouldBe("compact bytes before byte 5 has length 4294967294");
        Fault("7FFFFFFF", (ref r) => r.ReadRecords(flexible: false)).ShouldBe("records at byte 4 needs 2147483647 bytes, 0 of 4 are left");
        Fault("0000000300000000", (ref r) => r.ReadArrayCount(flexible: false, minElementBytes: 2))
            .ShouldBe("array of 3 elements at byte 4 needs 6 bytes, 4 of 8 are left");
        Fault("00", (ref r) => r.ReadArrayCount(flexible: true, minElementBytes: 1)).ShouldBe("array before byte 1 is null");
    }

    [Fact]
    public void Records_are_a_slice_of_the_frame()
    {
        byte[] frame = [0, 0, 0, 2, 7, 8];
        var reader = new ProtocolReader(frame);

        reader.ReadRecords(flexible: false)!.Value.Span[1] = 9;

        frame[5].ShouldBe((byte)9);
    }

    [Fact]
    public void Bytes_are_copied_out_of_the_frame()
    {
        byte[] frame = [0, 0, 0, 2, 7, 8];
        var reader = new ProtocolReader(frame);

        reader.ReadBytes(flexible: false)[1] = 9;

        frame[5].ShouldBe((byte)8);
    }

    [Fact]
    public void One_frame_holds_only_so_many_array_elements()
    {
        using var writer = new ProtocolWriter();
        writer.WriteArrayCount(ProtocolReader.MaxElements, flexible: false);
        writer.WriteArrayCount(1, flexible: false);
        writer.WriteRaw(new byte[ProtocolReader.MaxElements]);
        var reader = new ProtocolReader(writer.Written.ToArray());

        reader.ReadArrayCount(flexible: false, minElementBytes: 1).ShouldBe(ProtocolReader.MaxElements);
        ProtocolException? refused = null;
        try
        {
            reader.ReadArrayCount(flexible: false, minElementBytes: 1);
        }
        catch (ProtocolException e)
        {
            refused = e;
        }

        refused
            .ShouldNotBeNull()
            .Message.ShouldBe("array of 1 elements before byte 8 goes beyond the 1048576 elements that one frame may hold");
    }

    [Theory]
    [InlineData("0000")] // none
    [InlineData("0105020102AA")] // one that nobody knows
    [InlineData("0205000700AA")] // two empty ones
    public void A_tag_section_is_skipped(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        var reader = new ProtocolReader(bytes);

        reader.SkipTags();

        reader.Remaining.ShouldBe(1);
    }

    [Theory]
    [InlineData("05", "tag section of 5 fields at byte 1 needs 10 bytes, 0 of 1 are left")]
    [InlineData("010003", "tagged field 0 at byte 3 needs 3 bytes, 0 of 3 are left")]
    public void A_tag_section_beyond_the_frame_is_refused(string hex, string message) =>
        Fault(
                hex,
                (ref r) =>
                {
                    r.SkipTags();
                    return null;
                }
            )
            .ShouldBe(message);

    [Theory]
    [InlineData("010206", "tagged field 2 before byte 11 goes 2 bytes beyond its size")]
    [InlineData("01020A", "tagged field 2 before byte 11 ends 2 bytes before its size says")]
    public void A_known_tagged_field_fills_its_size_exactly(string section, string message) =>
        Fault(
                section + "00000000000000000000",
                (ref r) =>
                {
                    r.ReadTagCount();
                    var tag = r.ReadTag(out var end);
                    r.ReadInt64();
                    r.EndTag(tag, end);
                    return null;
                }
            )
            .ShouldBe(message);

    private static string Fault(string hex, Reading reading) =>
        Should
            .Throw<ProtocolException>(() =>
            {
                var reader = new ProtocolReader(Convert.FromHexString(hex));
                reading(ref reader);
            })
            .Message;
}

using System.Buffers;

namespace NbaPipeline.AvroSerdes.Tests;

public sealed class WireFormatTests
{
    [Fact]
    public void A_frame_is_a_zero_the_id_big_endian_and_the_body()
    {
        var output = new ArrayBufferWriter<byte>();
        WireFormat.Write(output, 0x01020304);
        output.WrittenSpan.ToArray().ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public void A_frame_is_taken_apart()
    {
        WireFormat.TryRead([0, 0, 0, 1, 2, 9, 8], out var id, out var body).ShouldBeTrue();
        id.ShouldBe(258);
        body.ToArray().ShouldBe([9, 8]);
    }

    [Fact]
    public void A_frame_may_have_an_empty_body()
    {
        WireFormat.TryRead([0, 0, 0, 0, 7], out var id, out var body).ShouldBeTrue();
        (id, body.Length).ShouldBe((7, 0));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 1, 5 })]
    [InlineData(new byte[] { 0, 0x80, 0, 0, 1, 5 })]
    public void What_is_not_a_frame_is_refused(byte[] data) => WireFormat.TryRead(data, out _, out _).ShouldBeFalse();
}

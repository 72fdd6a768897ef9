using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("000300080000002A0003617070", 3, 8, "app")] // not flexible: no tag section
    [InlineData("000300090000002A000361707000", 3, 9, "app")] // flexible: client id keeps its 16-bit length
    [InlineData("000300090000002AFFFF00", 3, 9, null)]
    [InlineData("000300090000002A0003617070010502AABB", 3, 9, "app")] // unknown tag 5 of two bytes
    [InlineData("001200040000002A000361707000", 18, 4, "app")]
    [InlineData("03E700090000002A0003617070", 999, 9, "app")] // an unknown key has no tags, as far as anyone knows
    public void A_request_header_ends_where_the_body_begins(string hex, short key, short version, string? clientId)
    {
        var reader = new ProtocolReader(Convert.FromHexString(hex));

        var header = RequestHeader.Read(ref reader);

        header.ShouldBe(new RequestHeader(key, version, 42, clientId));
        reader.Remaining.ShouldBe(0);
    }

    [Theory]
    [InlineData((short)ApiKey.Metadata, 8)]
    [InlineData((short)ApiKey.Metadata, 9)]
    [InlineData((short)ApiKey.OffsetDelete, 0)]
    public void A_request_header_comes_back_as_written(short key, short version)
    {
        using var writer = new ProtocolWriter();
        var header = new RequestHeader(key, version, 7, "client \u00e9");

        header.Write(writer);

        var reader = new ProtocolReader(writer.Written.ToArray());
        RequestHeader.Read(ref reader).ShouldBe(header);
        reader.Remaining.ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0003")]
    [InlineData("000300090000002A")]
    [InlineData("000300090000002A0003617070")] // the tag section is missing
    [InlineData("000300080000002AFFFE")]
    [InlineData("000300080000002A7FFF6170")]
    public void A_damaged_request_header_is_refused(string hex) =>
        Should.Throw<ProtocolException>(() =>
        {
            var reader = new ProtocolReader(Convert.FromHexString(hex));
            RequestHeader.Read(ref reader);
        });

    [Theory]
    [InlineData((short)ApiKey.Metadata, 8, "0000002A")]
    [InlineData((short)ApiKey.Metadata, 9, "0000002A00")]
    [InlineData((short)ApiKey.Fetch, 11, "0000002A")]
    [InlineData((short)ApiKey.Fetch, 12, "0000002A00")]
    [InlineData((short)ApiKey.OffsetDelete, 0, "0000002A")]
    [InlineData((short)ApiKey.DescribeCluster, 0, "0000002A00")]
    [InlineData((short)ApiKey.ApiVersions, 0, "0000002A")]
    [InlineData((short)ApiKey.ApiVersions, 4, "0000002A")] // flexible body, yet never tags in the header
    public void A_response_header_has_tags_in_flexible_versions_except_of_ApiVersions(short key, short version, string hex)
    {
        using var writer = new ProtocolWriter();

        ResponseHeader.Write(writer, (ApiKey)key, version, 42);

        Convert.ToHexString(writer.WrittenSpan).ShouldBe(hex);
        var reader = new ProtocolReader(writer.Written.ToArray());
        ResponseHeader.Read(ref reader, (ApiKey)key, version).ShouldBe(42);
        reader.Remaining.ShouldBe(0);
    }
}

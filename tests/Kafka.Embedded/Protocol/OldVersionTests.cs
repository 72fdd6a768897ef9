using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

/// <summary>Versions that the reference of <see cref="ReferenceVectorTests"/> no longer writes, spelled out by hand.</summary>
public sealed class OldVersionTests
{
    private const string OnePartition = "00000001 0001 74 00000001 00000007 0003 0000000000000009 ";

    [Theory]
    [InlineData(0, OnePartition)]
    [InlineData(1, OnePartition + "00000005")] // throttle time, last
    [InlineData(2, OnePartition + "FFFFFFFFFFFFFFFF 00000005")] // append time
    public void Produce_answers_old_versions(short version, string hex)
    {
        var response = new ProduceResponse { ThrottleTimeMs = 5 };
        var topic = new ProduceResponse.ResponsesItem { Name = "t" };
        topic.PartitionResponses.Add(
            new()
            {
                Index = 7,
                ErrorCode = 3,
                BaseOffset = 9,
            }
        );
        response.Responses.Add(topic);

        ShouldTravelAs(response, new ProduceResponse(), version, hex);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Produce_is_read_without_a_transactional_id(short version)
    {
        var request = new ProduceRequest { Acks = -1, TimeoutMs = 16 };
        var topic = new ProduceRequest.TopicDataItem { Name = "t" };
        topic.PartitionData.Add(new() { Index = 7, Records = new byte[] { 1, 2 } });
        request.TopicData.Add(topic);

        ShouldTravelAs(request, new ProduceRequest(), version, "FFFF 00000010 00000001 0001 74 00000001 00000007 00000002 0102");
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "01")]
    public void CreateTopics_validates_only_from_version_1(short version, string last)
    {
        var request = new CreateTopicsRequest { TimeoutMs = 16, ValidateOnly = true };
        var topic = new CreateTopicsRequest.TopicsItem
        {
            Name = "t",
            NumPartitions = -1,
            ReplicationFactor = -1,
        };
        topic.Assignments.Add(new() { PartitionIndex = 1, BrokerIds = [2] });
        topic.Configs.Add(new() { Name = "k", Value = null });
        request.Topics.Add(topic);

        var hex = "00000001 0001 74 FFFFFFFF FFFF 00000001 00000001 00000001 00000002 00000001 0001 6B FFFF 00000010" + last;
        ShouldTravelAs(request, new CreateTopicsRequest(), version, hex);
    }

    [Theory]
    [InlineData(0, "00000001 0001 74 0011")]
    [InlineData(1, "00000001 0001 74 0011 FFFF")]
    public void CreateTopics_answers_with_a_message_from_version_1(short version, string hex)
    {
        var response = new CreateTopicsResponse { ThrottleTimeMs = 5 };
        response.Topics.Add(new() { Name = "t", ErrorCode = 17 });

        ShouldTravelAs(response, new CreateTopicsResponse(), version, hex);
    }

    [Fact]
    public void DeleteTopics_0_answers_without_throttle_time()
    {
        var response = new DeleteTopicsResponse { ThrottleTimeMs = 5 };
        response.Responses.Add(new() { Name = "t", ErrorCode = 3 });

        ShouldTravelAs(response, new DeleteTopicsResponse(), 0, "00000001 0001 74 0003");
    }

    [Fact]
    public void DescribeConfigs_0_says_whether_a_value_is_the_default()
    {
        var response = new DescribeConfigsResponse();
        var result = new DescribeConfigsResponse.ResultsItem { ResourceType = 2, ResourceName = "t" };
        result.Configs.Add(
            new()
            {
                Name = "k",
                Value = "v",
                IsDefault = true,
                ConfigSource = 5,
            }
        );
        response.Results.Add(result);

        var hex = "00000000 00000001 0000 FFFF 02 0001 74 00000001 0001 6B 0001 76 00 01 00";
        ShouldTravelAs(response, new DescribeConfigsResponse(), 0, hex);
    }

    private static void ShouldTravelAs(IMessage message, IMessage empty, short version, string hex)
    {
        using var writer = new ProtocolWriter();
        message.Write(writer, version);
        Convert.ToHexString(writer.WrittenSpan).ShouldBe(hex.Replace(" ", "", StringComparison.Ordinal));

        var reader = new ProtocolReader(writer.Written.ToArray());
        empty.Read(ref reader, version);
        reader.Remaining.ShouldBe(0);

        using var again = new ProtocolWriter();
        empty.Write(again, version);
        again.WrittenSpan.SequenceEqual(writer.WrittenSpan).ShouldBeTrue();
    }
}

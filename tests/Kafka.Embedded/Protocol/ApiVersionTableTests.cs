using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

public sealed class ApiVersionTableTests
{
    /// <summary>Section 5 of the specification: key, name, oldest, newest, first flexible version (-1 none).</summary>
    private static readonly (short Key, string Name, short Min, short Max, short Flexible)[] Specified =
    [
        (0, "Produce", 0, 11, 9),
        (1, "Fetch", 4, 16, 12),
        (2, "ListOffsets", 1, 7, 6),
        (3, "Metadata", 0, 12, 9),
        (8, "OffsetCommit", 2, 9, 8),
        (9, "OffsetFetch", 1, 9, 6),
        (10, "FindCoordinator", 0, 4, 3),
        (11, "JoinGroup", 0, 9, 6),
        (12, "Heartbeat", 0, 4, 4),
        (13, "LeaveGroup", 0, 5, 4),
        (14, "SyncGroup", 0, 5, 4),
        (15, "DescribeGroups", 0, 5, 5),
        (16, "ListGroups", 0, 5, 3),
        (17, "SaslHandshake", 0, 1, -1),
        (18, "ApiVersions", 0, 4, 3),
        (19, "CreateTopics", 0, 7, 5),
        (20, "DeleteTopics", 0, 6, 4),
        (21, "DeleteRecords", 0, 2, 2),
        (22, "InitProducerId", 0, 5, 2),
        (23, "OffsetForLeaderEpoch", 2, 4, 4),
        (24, "AddPartitionsToTxn", 0, 3, 3),
        (25, "AddOffsetsToTxn", 0, 3, 3),
        (26, "EndTxn", 0, 3, 3),
        (28, "TxnOffsetCommit", 0, 3, 3),
        (32, "DescribeConfigs", 0, 4, 4),
        (33, "AlterConfigs", 0, 2, 2),
        (35, "DescribeLogDirs", 1, 4, 2),
        (36, "SaslAuthenticate", 0, 2, 2),
        (37, "CreatePartitions", 0, 3, 2),
        (42, "DeleteGroups", 0, 2, 2),
        (44, "IncrementalAlterConfigs", 0, 1, 1),
        (47, "OffsetDelete", 0, 0, -1),
        (60, "DescribeCluster", 0, 1, 0),
        (61, "DescribeProducers", 0, 0, 0),
        (65, "DescribeTransactions", 0, 0, 0),
        (66, "ListTransactions", 0, 1, 0),
    ];

    [Fact]
    public void The_table_is_that_of_the_specification_sorted_by_key()
    {
        var expected = Specified.Select(s => new ApiVersionRange(
            Enum.Parse<ApiKey>(s.Name),
            s.Min,
            s.Max,
            s.Flexible < 0 ? ApiVersionRange.NeverFlexible : s.Flexible
        ));

        ApiVersionTable.All.ShouldBe(expected);
        ApiVersionTable.All.Select(r => (short)r.Key).ShouldBe(Specified.Select(s => s.Key));
    }

    [Fact]
    public void The_factories_make_the_messages_of_each_api()
    {
        foreach (var range in ApiVersionTable.All)
        {
            Messages.CreateRequest(range.Key).GetType().Name.ShouldBe(range.Key + "Request");
            Messages.CreateResponse(range.Key).GetType().Name.ShouldBe(range.Key + "Response");
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(27)]
    [InlineData(67)]
    [InlineData(short.MaxValue)]
    [InlineData(short.MinValue)]
    public void An_unknown_key_has_no_range_and_no_message(short key)
    {
        ApiVersionTable.TryGet(key, out _).ShouldBeFalse();
        ApiVersionTable.IsFlexible(key, short.MaxValue).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => ApiVersionTable.Get((ApiKey)key));
        Should.Throw<ArgumentOutOfRangeException>(() => Messages.CreateRequest((ApiKey)key));
        Should.Throw<ArgumentOutOfRangeException>(() => Messages.CreateResponse((ApiKey)key));
    }

    [Fact]
    public void A_range_knows_its_versions()
    {
        var fetch = ApiVersionTable.Get(ApiKey.Fetch);

        fetch.Contains(3).ShouldBeFalse();
        fetch.Contains(4).ShouldBeTrue();
        fetch.Contains(16).ShouldBeTrue();
        fetch.Contains(17).ShouldBeFalse();
        fetch.IsFlexible(11).ShouldBeFalse();
        fetch.IsFlexible(12).ShouldBeTrue();
        ApiVersionTable.Get(ApiKey.OffsetDelete).IsFlexible(0).ShouldBeFalse();
    }
}

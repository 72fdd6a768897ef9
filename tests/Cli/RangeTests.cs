namespace NbaPipeline.Cli.Tests;

public sealed class RangeTests
{
    private readonly FakeKafka _kafka = new FakeKafka().Topic("t", 2);

    public RangeTests()
    {
        for (var i = 0; i < 10; i++)
        {
            _kafka.Add("t", $"k{i}", [(byte)i], 1000 * i, i % 2);
        }
    }

    [Theory]
    [InlineData("0:1-3", 0, 1L, 3L)]
    [InlineData("2:5-", 2, 5L, long.MaxValue)]
    [InlineData("0:-7", 0, 0L, 7L)]
    [InlineData("1:4", 1, 4L, 4L)]
    public void Offset_spans_are_read(string text, int partition, long from, long to) =>
        OffsetSpan.Parse(text).ShouldBe(new OffsetSpan(partition, from, to));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("x:1")]
    [InlineData("0:")]
    [InlineData("0:-")]
    [InlineData("0:5-3")]
    [InlineData("0:1-x")]
    public void Malformed_offset_spans_are_refused(string text) =>
        Should.Throw<CliException>(() => OffsetSpan.Parse(text)).ExitCode.ShouldBe(2);

    [Fact]
    public void Last_is_per_partition() => Read(new() { Last = 2 }).ShouldBe(["k6", "k8", "k7", "k9"]);

    [Fact]
    public void Last_finds_its_records_behind_many_commit_markers()
    {
        _kafka.MarkersAtEnd[("t", 0)] = 5000;
        Read(new() { Last = 1, Partitions = [0] }).ShouldBe(["k8"]);
    }

    [Fact]
    public void Since_and_until_go_by_record_time() =>
        Read(new() { Since = DateTimeOffset.FromUnixTimeMilliseconds(3000), Until = DateTimeOffset.FromUnixTimeMilliseconds(6000) })
            .ShouldBe(["k4", "k3", "k5"]);

    [Fact]
    public void Offsets_choose_partition_and_records() => Read(new() { Offsets = [new(1, 1, 2)] }).ShouldBe(["k3", "k5"]);

    [Fact]
    public void Separate_spans_of_a_partition_leave_what_is_between_out() =>
        Read(new() { Offsets = [new(0, 0, 0), new(0, 4, 4)] }).ShouldBe(["k0", "k8"]);

    [Fact]
    public void Limit_stops() => Read(new() { Limit = 3 }).Count.ShouldBe(3);

    [Fact]
    public void An_unknown_partition_is_refused_with_the_count()
    {
        var error = Should.Throw<CliException>(() => Read(new() { Partitions = [7] }));
        error.Message.ShouldContain("no partition 7");
        error.Values!.ShouldContain("it has 2");
    }

    [Fact]
    public void An_unknown_topic_names_the_nearest()
    {
        var error = Should.Throw<CliException>(() =>
            RangeReader.Read(new FakeKafka().Topic("nba.raw.schedule"), "nba.raw.shedule", new(), default).ToList()
        );
        error.ExitCode.ShouldBe(2);
        error.Message.ShouldContain("did you mean 'nba.raw.schedule'?");
    }

    private List<string> Read(RangeSelection selection) =>
        [.. RangeReader.Read(_kafka, "t", selection, default).Select(r => RecordText.OfBytes(r!.Key)!)];
}

using System.Buffers.Binary;
using System.Text;
using NbaPipeline.Dataflow.Testing;
using NbaPipeline.Dataflow.Tests.Simulation;
using NbaPipeline.Dataflow.Threads;

namespace NbaPipeline.Dataflow.Tests.Failures;

public class FailingRecordTests
{
    private static readonly DataflowOptions WithDeadLetters = new() { ApplicationId = "app", DeadLetterTopic = t => $"dlq.{t}" };

    [Fact]
    public void An_undecodable_value_goes_to_the_dead_letter_topic_with_its_bytes_and_headers()
    {
        using var driver = new TopologyTestDriver(SumTopology(_ => { }), WithDeadLetters);
        byte[] broken = [1, 2, 3];
        driver.CreateInputTopic("in", Serdes.String, Serdes.Int64).Pipe("a", 1, 5);
        driver.CreateInputTopic("in", Serdes.String, Serdes.ByteArray).Pipe("b", broken, 6, new RecordHeaders().Add("origin", "file"));
        driver.CreateInputTopic("in", Serdes.String, Serdes.Int64).Pipe("a", 2, 7);

        var letter = driver.CreateOutputTopic("dlq.in", Serdes.String, Serdes.ByteArray).ReadAll().ShouldHaveSingleItem();

        (letter.Key, letter.TimestampMs).ShouldBe(("b", 6));
        letter.Value.ShouldBe(broken);
        var headers = letter.Headers.ShouldNotBeNull();
        headers.Text("origin").ShouldBe("file");
        headers.Text(DeadLetterHeaders.SourceTopic).ShouldBe("in");
        headers.Text(DeadLetterHeaders.SourcePartition).ShouldBe("0");
        headers.Text(DeadLetterHeaders.SourceOffset).ShouldBe("1");
        headers.Text(DeadLetterHeaders.Node).ShouldBe("source in");
        headers.Text(DeadLetterHeaders.ErrorType).ShouldBe(typeof(FormatException).FullName);
        headers.Text(DeadLetterHeaders.ErrorMessage).ShouldNotBeNull().ShouldContain("8 bytes");
        driver.CreateOutputTopic("out", Serdes.String, Serdes.Int64).ReadAll().Select(r => r.Value).ShouldBe([1, 3]);
        driver.Counts.DeadLettered.ShouldBe(1);
    }

    [Fact]
    public void A_null_key_and_a_null_value_stay_null_in_the_dead_letter_topic()
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String))
            .Peek("fail", (_, _) => throw new InvalidOperationException("always"))
            .To("out", Produced.With(Serdes.String, Serdes.String));
        using var driver = new TopologyTestDriver(builder.Build(), WithDeadLetters);
        driver.CreateInputTopic("in", Serdes.String, Serdes.String).PipeBytes(null, null, 3);

        var letter = driver.CreateOutputTopic("dlq.in", Serdes.ByteArray, Serdes.ByteArray).ReadAll().ShouldHaveSingleItem();

        (letter.HasKey, letter.HasValue).ShouldBe((false, false));
        letter.Headers!.Text(DeadLetterHeaders.Node).ShouldBe("fail");
    }

    [Fact]
    public void A_record_that_fails_before_it_had_effects_rolls_nothing_back()
    {
        using var driver = new TopologyTestDriver(SumTopology(v => FailAt(v, 13)), WithDeadLetters);
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.Int64);
        foreach (var value in new[] { 1, 13, 2 })
        {
            input.Enqueue("a", value, value);
        }
        driver.AdvanceTo(0);

        driver.CreateOutputTopic("out", Serdes.String, Serdes.Int64).ReadAll().Select(r => r.Value).ShouldBe([1, 3]);
        driver.CreateOutputTopic("dlq.in", Serdes.String, Serdes.Int64).ReadAll().Select(r => r.Value).ShouldBe([13]);
    }

    [Fact]
    public void The_effects_of_a_record_that_fails_later_are_undone()
    {
        // The store is written and one branch has sent before the last operator throws.
        using var driver = new TopologyTestDriver(LateFailureTopology(), WithDeadLetters);
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.Int64);
        foreach (var value in new[] { 1, 13, 2, 13, 3 })
        {
            input.Enqueue("a", value, value);
        }
        driver.AdvanceTo(0);

        driver.CreateOutputTopic("out", Serdes.String, Serdes.Int64).ReadAll().Select(r => r.Value).ShouldBe([1, 3, 6]);
        driver.CreateOutputTopic("dlq.in", Serdes.String, Serdes.Int64).ReadAll().Select(r => r.Value).ShouldBe([13, 13]);
        driver.GetKeyValueStore<string, long>("sums").Get("a").ShouldBe(6);
    }

    public static TheoryData<int> Points => [.. Enum.GetValues<CommitPoint>().Select(p => (int)p)];

    [Theory]
    [MemberData(nameof(Points))]
    public void Dead_letters_are_written_once_although_the_process_dies(int point)
    {
        var world = new World(LateFailureTopology(), WithDeadLetters);
        world.Cluster.CreateTopic("in", 1);
        world.Cluster.CreateTopic("out", 1);
        world.CrashAt = at => (int)at == point && world.Crashes < 2;
        world.Join(0);
        for (var i = 0; i < 40; i++)
        {
            var value = i % 5 == 4 ? 13L : i;
            var bytes = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            world.Cluster.Append("in", 0, Encoding.UTF8.GetBytes($"key {i % 3}"), bytes, i);
            if (i % 10 == 9)
            {
                world.RunToRest();
            }
        }

        world.Crashes.ShouldBe(2);
        world.Cluster.Committed("dlq.in", 0).Select(r => r.TimestampMs).ShouldBe([4, 9, 13, 14, 19, 24, 29, 34, 39]);
        var sums = new Dictionary<string, long>();
        var expected = new List<long>();
        for (var i = 0; i < 40; i++)
        {
            if (i % 5 != 4 && i != 13)
            {
                expected.Add(sums[$"key {i % 3}"] = sums.GetValueOrDefault($"key {i % 3}") + i);
            }
        }
        world.Cluster.Committed("out", 0).Select(r => Serdes.Int64.Deserialize(r.Value)).ShouldBe(expected);
    }

    [Fact]
    public void Without_a_dead_letter_topic_the_application_stops_and_names_record_and_operator()
    {
        using var driver = new TopologyTestDriver(SumTopology(v => FailAt(v, 13)));
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.Int64);
        input.Pipe("a", 1, 1);

        var error = Should.Throw<DataflowException>(() => input.Pipe("a", 13, 2));

        error.Message.ShouldContain("in-0@1");
        error.Message.ShouldContain("'check'");
        error.Message.ShouldContain("thirteen");
        error.Message.ShouldContain("DeadLetterTopic");
    }

    [Fact]
    public void A_failing_time_extractor_sets_the_record_aside()
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.Int64) with { TimestampExtractor = (_, value, _) => value })
            .To("out", Produced.With(Serdes.String, Serdes.Int64));
        using var driver = new TopologyTestDriver(builder.Build(), WithDeadLetters);
        driver.CreateInputTopic("in", Serdes.String, Serdes.Int64).Pipe("a", 40, 1);
        driver.CreateInputTopic("in", Serdes.String, Serdes.ByteArray).Pipe("b", [1], 2);
        driver.CreateInputTopic("in", Serdes.String, Serdes.Int64).Pipe("c", 41, 3);

        driver
            .CreateOutputTopic("out", Serdes.String, Serdes.Int64)
            .ReadAll()
            .Select(r => (r.Key, r.TimestampMs))
            .ShouldBe([("a", 40), ("c", 41)]);
        driver.CreateOutputTopic("dlq.in", Serdes.String, Serdes.ByteArray).ReadAll().Select(r => r.Key).ShouldBe(["b"]);
    }

    [Fact]
    public void A_timer_that_throws_stops_the_application_and_names_its_store_and_time()
    {
        var builder = new StreamsBuilder();
        builder.AddStateStore(Stores.Timers("alarms", Serdes.String));
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String).WithProgress())
            .Process<string, string>("ring", () => new ThrowingTimerProcessor(), "alarms")
            .To("out", Produced.With(Serdes.String, Serdes.String));
        using var driver = new TopologyTestDriver(builder.Build(), WithDeadLetters);
        driver.CreateInputTopic("in", Serdes.String, Serdes.String).Pipe("a", "", 10);

        var error = Should.Throw<DataflowException>(() => driver.AdvanceTo(100));

        error.Message.ShouldContain("event time 15");
        error.Message.ShouldContain("alarms");
        error.Message.ShouldContain("no bell");
    }

    private static void FailAt(long value, long bad)
    {
        if (value == bad)
        {
            throw new InvalidOperationException("thirteen is not a number here");
        }
    }

    private static Topology SumTopology(Action<long> check)
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.Int64))
            .Peek("check", (_, value) => check(value))
            .GroupByKey(Grouped.With("by key", Serdes.String, Serdes.Int64))
            .Reduce((a, b) => a + b, Materialized<string, long>.As("sums"))
            .ToStream("changes")
            .To("out", Produced.With(Serdes.String, Serdes.Int64));
        return builder.Build();
    }

    private static Topology LateFailureTopology()
    {
        var builder = new StreamsBuilder();
        var input = builder.Stream("in", Consumed.With(Serdes.String, Serdes.Int64));
        input
            .GroupByKey(Grouped.With("by key", Serdes.String, Serdes.Int64))
            .Reduce((a, b) => a + b, Materialized<string, long>.As("sums"))
            .ToStream("changes")
            .To("out", Produced.With(Serdes.String, Serdes.Int64));
        input.Peek("check", (_, value) => FailAt(value, 13));
        return builder.Build();
    }

    private sealed class ThrowingTimerProcessor : Processor<string, string, string, string>
    {
        private ITimerStore<string> _alarms = null!;

        public override void Init(IProcessorContext<string, string> context)
        {
            _alarms = context.GetStateStore<ITimerStore<string>>("alarms");
            _alarms.OnDue = (_, _) => throw new InvalidOperationException("no bell");
        }

        public override void Process(in Record<string, string> record) => _alarms.Set(record.Key, record.TimestampMs + 5);
    }
}

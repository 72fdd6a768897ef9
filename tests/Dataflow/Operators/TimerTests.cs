using NbaPipeline.Dataflow.Testing;

namespace NbaPipeline.Dataflow.Tests.Operators;

public class TimerTests
{
    [Fact]
    public void Timers_of_one_time_fire_in_the_order_of_the_key_bytes()
    {
        using var driver = Driver(
            (timers, _, _) =>
            {
                foreach (var key in new[] { "b", "é", "a", "Z" })
                {
                    timers.Set(key, 50);
                }
            }
        );
        driver.CreateInputTopic("in", Serdes.String, Serdes.String).Pipe("k", "v", 10);
        driver.AdvanceTo(50);

        Read(driver).ShouldBe(["v@10", "Z@50", "a@50", "b@50", "é@50"]);
    }

    [Fact]
    public void A_timer_fires_after_the_records_up_to_its_time_and_before_the_first_later_one()
    {
        using var driver = Driver((timers, record, _) => timers.Set($"set at {record.TimestampMs}", 20));
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.String);
        input.Enqueue("k", "a", 10);
        input.Enqueue("k", "b", 20);
        input.Enqueue("k", "c", 21);
        driver.AdvanceTo(21);

        Read(driver).ShouldBe(["a@10", "b@20", "set at 10@20", "set at 20@20", "c@21", "set at 21@20"]);
    }

    [Fact]
    public void A_timer_that_was_cancelled_does_not_fire()
    {
        using var driver = Driver(
            (timers, record, _) =>
            {
                timers.Set(record.Key, record.TimestampMs + 10);
                timers.Cancel(record.Key, 20);
            }
        );
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.String);
        input.Pipe("k", "a", 10);
        input.Pipe("k", "b", 11);
        driver.Complete();

        Read(driver).ShouldBe(["a@10", "b@11", "k@21"]);
    }

    [Fact]
    public void A_timer_may_set_another_one_for_the_same_or_a_later_time()
    {
        var left = 3;
        using var driver = Driver(
            (timers, record, _) => timers.Set("x", record.TimestampMs),
            (timers, key, timeMs) =>
            {
                if (left-- > 0)
                {
                    timers.Set(key + "x", timeMs + (left % 2));
                }
            }
        );
        driver.CreateInputTopic("in", Serdes.String, Serdes.String).Pipe("k", "a", 10);
        driver.Complete();

        Read(driver).ShouldBe(["a@10", "x@10", "xx@10", "xxx@11", "xxxx@11"]);
    }

    [Fact]
    public void Timers_survive_a_crash()
    {
        using var driver = Driver((timers, record, _) => timers.Set(record.Key, record.TimestampMs + 5));
        driver.CreateInputTopic("in", Serdes.String, Serdes.String).Pipe("k", "a", 10);
        driver.AdvanceTo(12);
        driver.CrashAndRestart();
        driver.AdvanceTo(15);
        driver.CrashAndRestart();
        driver.Complete();

        Read(driver).ShouldBe(["a@10", "k@15"]);
    }

    [Fact]
    public void More_timers_than_one_cycle_takes_are_all_fired_before_progress_says_so()
    {
        var builder = new StreamsBuilder();
        builder.AddStateStore(Stores.Timers("timers", Serdes.String));
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String).WithProgress())
            .Process<string, string>(
                "first",
                () =>
                    new ScriptedProcessor(
                        c =>
                            c.GetStateStore<ITimerStore<string>>("timers").OnDue = (key, timeMs) =>
                            {
                                // Every other one: data and progress of a cycle then fit into one poll.
                                if (timeMs % 2 == 0)
                                {
                                    c.Forward(new Record<string, string>(key, "", timeMs));
                                }
                            },
                        (c, r) =>
                        {
                            for (var i = 0; i < 3000; i++)
                            {
                                c.GetStateStore<ITimerStore<string>>("timers").Set($"{i:0000}", 100 + i);
                            }
                        }
                    ),
                "timers"
            )
            .GroupByKey(Grouped.With("again", Serdes.String, Serdes.String))
            .WindowedBy(TimeWindows.OfSizeAndGrace(TimeSpan.FromSeconds(100), TimeSpan.Zero))
            .Count(Materialized<string, long>.As("windows").WithEmit(EmitPolicy.OnWindowClose))
            .ToStream("keys", (window, _) => window.Key)
            .To("out", Produced.With(Serdes.String, Serdes.Int64));
        using var driver = new TopologyTestDriver(builder.Build());
        driver.CreateInputTopic("in", Serdes.String, Serdes.String).Enqueue("k", "a", 10);
        driver.Complete();

        driver.CreateOutputTopic("out", Serdes.String, Serdes.Int64).ReadAll().Count.ShouldBe(1500);
        driver.Counts.Late.ShouldBe(0);
    }

    [Fact]
    public void Stream_time_punctuations_fire_at_every_multiple_whatever_the_batches()
    {
        var alone = Punctuated(pipeEach: true, crash: false);

        alone.ShouldBe(["a@7", "p@10", "p@20", "p@30", "b@35", "p@40", "c@41", "p@50"]);
        Punctuated(pipeEach: false, crash: false).ShouldBe(alone);
        Punctuated(pipeEach: true, crash: true).ShouldBe(alone);
    }

    [Fact]
    public void Punctuations_end_with_the_end_of_time()
    {
        using var driver = PunctuationDriver();
        driver.CreateInputTopic("in", Serdes.String, Serdes.String).Pipe("k", "a", 7);

        driver.Complete();

        Read(driver).ShouldBe(["a@7"]);
    }

    [Fact]
    public void A_schedule_after_init_is_refused()
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String))
            .Process<string, string>(
                "late",
                () => new ScriptedProcessor(_ => { }, (c, _) => c.Schedule(TimeSpan.FromSeconds(1), PunctuationType.StreamTime, _ => { }))
            )
            .To("out", Produced.With(Serdes.String, Serdes.String));
        using var driver = new TopologyTestDriver(builder.Build());

        var error = Should.Throw<DataflowException>(() => driver.CreateInputTopic("in", Serdes.String, Serdes.String).Pipe("k", "a", 7));

        error.Message.ShouldContain("schedules after Init");
    }

    private static List<string> Punctuated(bool pipeEach, bool crash)
    {
        using var driver = PunctuationDriver();
        var input = driver.CreateInputTopic("in", Serdes.String, Serdes.String);
        foreach (var (value, time) in new[] { ("a", 7), ("b", 35), ("c", 41) })
        {
            input.Enqueue("k", value, time);
            if (pipeEach)
            {
                driver.AdvanceTo(time);
            }
            if (crash)
            {
                driver.CrashAndRestart();
            }
        }
        driver.AdvanceTo(50);
        return Read(driver);
    }

    private static TopologyTestDriver PunctuationDriver()
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String).WithProgress())
            .Process<string, string>(
                "tick",
                () =>
                    new ScriptedProcessor(
                        c =>
                            c.Schedule(
                                TimeSpan.FromMilliseconds(10),
                                PunctuationType.StreamTime,
                                t => c.Forward(new Record<string, string>("k", "p", t))
                            ),
                        (c, r) => c.Forward(in r)
                    )
            )
            .To("out", Produced.With(Serdes.String, Serdes.String));
        return new TopologyTestDriver(builder.Build());
    }

    private static TopologyTestDriver Driver(
        Action<ITimerStore<string>, Record<string, string>, IProcessorContext<string, string>> process,
        Action<ITimerStore<string>, string, long>? onDue = null
    )
    {
        var builder = new StreamsBuilder();
        builder.AddStateStore(Stores.Timers("timers", Serdes.String));
        builder
            .Stream("in", Consumed.With(Serdes.String, Serdes.String).WithProgress())
            .Process<string, string>(
                "timed",
                () =>
                    new ScriptedProcessor(
                        c =>
                        {
                            var timers = c.GetStateStore<ITimerStore<string>>("timers");
                            timers.OnDue = (key, timeMs) =>
                            {
                                c.Forward(new Record<string, string>(key, key, timeMs));
                                onDue?.Invoke(timers, key, timeMs);
                            };
                        },
                        (c, r) =>
                        {
                            c.Forward(in r);
                            process(c.GetStateStore<ITimerStore<string>>("timers"), r, c);
                        }
                    ),
                "timers"
            )
            .To("out", Produced.With(Serdes.String, Serdes.String));
        return new TopologyTestDriver(builder.Build());
    }

    private static List<string> Read(TopologyTestDriver driver) =>
        driver.CreateOutputTopic("out", Serdes.String, Serdes.String).ReadAll().Select(r => $"{r.Value}@{r.TimestampMs}").ToList();
}

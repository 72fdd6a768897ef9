using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Control;

public sealed class StartContextTests
{
    private readonly MemoryFiles _files = new();
    private readonly ControlState _state = new();

    [Fact]
    public void The_first_start_is_clean_and_has_number_one()
    {
        StartContext context = Next("boot");
        context.IsClean.ShouldBeTrue();
        context.Started.ShouldBe(new(1, "boot", 0, FlushPolicy.Interval, PowerLossSuspected: false));
    }

    [Fact]
    public void After_a_clean_stop_the_lengths_are_known_and_nothing_is_suspected()
    {
        Begin("boot");
        CleanShutdownFile.Write(_files, 1, new Dictionary<string, long> { ["topics/a/0/0.log"] = 77 }, flush: true);
        StartContext context = Next("other boot");
        context.CleanLengths!["topics/a/0/0.log"].ShouldBe(77);
        context.Started.ShouldBe(new(2, "other boot", 0, FlushPolicy.Interval, PowerLossSuspected: false));
    }

    [Fact]
    public void A_clean_shutdown_file_of_an_older_run_does_not_count()
    {
        Begin("boot");
        CleanShutdownFile.Write(_files, 1, new Dictionary<string, long>(), flush: true);
        Begin("boot");
        Next("boot").IsClean.ShouldBeFalse();
    }

    [Fact]
    public void After_a_kill_the_counter_of_unclean_starts_rises_without_suspicion()
    {
        Begin("boot");
        Next("boot").Started.ShouldBe(new(2, "boot", 1, FlushPolicy.Interval, PowerLossSuspected: false));
    }

    [Theory]
    [InlineData(FlushPolicy.Interval, "other", true)]
    [InlineData(FlushPolicy.Interval, "", true)]
    [InlineData(FlushPolicy.EveryAck, "other", false)]
    public void A_boot_since_the_last_run_makes_a_power_failure_likely_unless_that_run_flushed_every_ack(
        FlushPolicy lastPolicy,
        string bootId,
        bool suspected
    )
    {
        Begin("boot", lastPolicy);
        Next(bootId).Started.PowerLossSuspected.ShouldBe(suspected);
    }

    [Fact]
    public void A_kill_inside_the_recovery_does_not_hide_the_power_failure_before_it()
    {
        Begin("boot");
        Begin("other");
        Next("other").Started.PowerLossSuspected.ShouldBeTrue();
        _state.Apply(new Recovered(2), 9);
        Next("other").Started.PowerLossSuspected.ShouldBeFalse();
    }

    [Theory]
    [InlineData("booted-1000", "booted-1010", true)]
    [InlineData("booted-1000", "booted-1011", false)]
    [InlineData("booted-1000", "3f2a", false)]
    [InlineData("3f2a", "3f2a", true)]
    [InlineData("", "", false)]
    public void Boot_times_may_differ_by_ten_seconds(string one, string other, bool same) => BootId.IsSame(one, other).ShouldBe(same);

    private void Begin(string bootId, FlushPolicy policy = FlushPolicy.Interval) =>
        _state.Apply(StartContext.Of(_state, _files, policy, bootId).Started, 1);

    private StartContext Next(string bootId) => StartContext.Of(_state, _files, FlushPolicy.Interval, bootId);
}

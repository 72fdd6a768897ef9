using NbaPipeline.Kafka.Embedded.Tests.Protocol;
using Xunit.Abstractions;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

/// <summary>The world stops at every step of a short run and at random ones of long runs (spec section 21.4).</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int ShortRun = 40;
    private const int LongRun = 400;
    private const int LongRuns = 40;

    [Theory]
    [InlineData(FlushPolicy.Interval, false)]
    [InlineData(FlushPolicy.Interval, true)]
    [InlineData(FlushPolicy.EveryAck, false)]
    [InlineData(FlushPolicy.EveryAck, true)]
    [InlineData(FlushPolicy.Never, false)]
    public void A_stop_at_any_step_of_a_short_run_is_recovered_from(FlushPolicy policy, bool isPowerFailure)
    {
        var seed = Seeds.New(output).Next();
        var step = 1;
        while (Stops(seed, step, ShortRun, policy, isPowerFailure))
        {
            step++;
        }
        output.WriteLine($"{step - 1} steps");
        step.ShouldBeGreaterThan(50);
    }

    [Theory]
    [InlineData(FlushPolicy.Interval, false)]
    [InlineData(FlushPolicy.Interval, true)]
    [InlineData(FlushPolicy.EveryAck, false)]
    [InlineData(FlushPolicy.EveryAck, true)]
    public void Stops_at_random_steps_of_long_runs_and_of_their_recoveries_are_recovered_from(FlushPolicy policy, bool isPowerFailure)
    {
        var random = Seeds.New(output);
        for (var run = 0; run < LongRuns; run++)
        {
            Stops(random.Next(), random.Next(1, 1000), LongRun, policy, isPowerFailure);
        }
    }

    private bool Stops(int seed, int step, int actions, FlushPolicy policy, bool isPowerFailure)
    {
        using var run = new CrashRun(seed, policy, isPowerFailure);
        try
        {
            if (!run.StopAt(step, actions))
            {
                return false;
            }
            run.Recover(stops: step % 3);
            run.RecoverAgain();
            // Goes on, and stops again.
            run.StopAt(step % 17 + 1, actions);
            run.Recover(stops: 0);
            run.StopAt(int.MaxValue / 2, actions / 4);
            run.Recover(stops: 1);
            return true;
        }
        catch (Exception)
        {
            output.WriteLine($"seed {seed}, step {step}, {policy}, power failure {isPowerFailure}, last stop: {run.Where}");
            throw;
        }
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Tests.Protocol;
using NbaPipeline.Kafka.Embedded.Tests.Storage.Faults;
using Xunit.Abstractions;

namespace NbaPipeline.Kafka.Embedded.Tests.Control;

/// <summary>Crash point 3 of spec section 21.4 for power failures: what is left is a prefix of the entries that holds every flushed one.</summary>
public sealed class ControlLogPowerFailureTests(ITestOutputHelper output)
{
    private const int Entries = 25;

    [Theory]
    [InlineData(FlushPolicy.Interval, false)]
    [InlineData(FlushPolicy.EveryAck, false)]
    [InlineData(FlushPolicy.Interval, true)]
    public async Task A_power_failure_at_any_step_leaves_a_prefix_with_all_that_was_flushed(FlushPolicy policy, bool damagesNewestSnapshot)
    {
        Random random = Seeds.New(output);
        var counting = new FaultyFiles(new Random(1));
        await AppendAsync(counting, policy);
        int steps = counting.Steps;
        for (int stopAt = 1; stopAt <= steps; stopAt++)
        {
            for (int round = 0; round < 4; round++)
            {
                string where = $"stopped at {stopAt}, round {round}";
                var files = new FaultyFiles(new Random(random.Next())) { StopAt = stopAt };
                long flushed = await AppendAsync(files, policy);
                files.PowerFail();
                if (damagesNewestSnapshot)
                {
                    DamageNewestSnapshot(files);
                }

                // The start after it fails too, somewhere.
                files.StopAt = 1 + random.Next(5);
                _ = await AppendAsync(files, policy);
                files.PowerFail();

                using ControlLog log = Open(files, policy);
                log.LastSequence.ShouldBeGreaterThanOrEqualTo(flushed, where);
                log.State.Groups.Keys.ShouldBe(Enumerable.Range(1, (int)log.LastSequence).Select(Name), ignoreOrder: true, where);
            }
        }
    }

    private static void DamageNewestSnapshot(FaultyFiles files)
    {
        if (files.Files(ControlFiles.Directory).LastOrDefault(name => ControlFiles.TryParseSnapshot(name, out _)) is { } name)
        {
            using IBrokerFile file = files.Open(ControlFiles.Directory + "/" + name);
            file.Write(0, new byte[file.Length]);
            file.Flush();
        }
    }

    /// <returns>The sequence that must survive: of the last answered entry that is always flushed.</returns>
    private static async Task<long> AppendAsync(FaultyFiles files, FlushPolicy policy)
    {
        long flushed = 0;
        try
        {
            using ControlLog log = Open(files, policy);
            for (long next = log.LastSequence + 1; next <= Entries; next++)
            {
                bool mustLast = next % 3 == 0;
                await log.AppendAsync(new GroupGeneration(Name((int)next), (int)next, "consumer"), alwaysFlush: mustLast);
                flushed = mustLast || policy == FlushPolicy.EveryAck ? next : flushed;
            }
        }
        catch (IOException) when (files.IsStopped)
        {
            // The power failure.
        }

        return flushed;
    }

    private static ControlLog Open(FaultyFiles files, FlushPolicy policy) =>
        ControlLog.Open(
            files,
            new()
            {
                Policy = policy,
                MaxFileBytes = 200,
                WriteOnCaller = true,
            },
            NullLogger.Instance
        );

    private static string Name(int number) => "g" + number;
}

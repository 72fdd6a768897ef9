using System.Diagnostics;
using Confluent.Kafka;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Cli.Bench;

/// <summary>Runs a job of the comparison on the engine and measures this process from the first record to the last commit.</summary>
internal sealed class EngineBench(TimeProvider time) : IBench
{
    private const int LookMs = 20;

    public async Task<BenchResult> RunAsync(BenchOptions options, CancellationToken stop)
    {
        var ends = options.Follow ? null : Ends(options);
        await using var application = new DataflowApplication(
            BenchTopologies.Of(options),
            new DataflowOptions
            {
                ApplicationId = options.ApplicationId,
                BootstrapServers = options.Bootstrap,
                Guarantee = options.ExactlyOnce ? ProcessingGuarantee.ExactlyOnceV2 : ProcessingGuarantee.AtLeastOnce,
                Threads = options.Threads,
                CommitIntervalMs = options.CommitIntervalMs,
                ProcessId = "bench",
                ClientProperties = options.ClientSettings,
            },
            time: time
        );
        application.Start();
        var meter = new BenchMeter(application, time);
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(LookMs), time);
            while (!meter.HasReached(ends) && !application.Completion.IsCompleted)
            {
                await timer.WaitForNextTickAsync(stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The end that --follow waits for.
        }
        await application.StopAsync(CancellationToken.None);
        if (application.Failure is { } failure)
        {
            throw new CliException(
                ExitCode.Failed,
                $"bench {options.Workload} stopped",
                failure.Message,
                "check the broker and the topics"
            );
        }
        return meter.Result();
    }

    private static Dictionary<string, long> Ends(BenchOptions options)
    {
        var config = new ConsumerConfig(new Dictionary<string, string>(options.ClientSettings))
        {
            BootstrapServers = options.Bootstrap,
            GroupId = $"{options.ApplicationId}-ends",
        };
        using var consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var partitions = admin.GetMetadata(options.In, TimeSpan.FromSeconds(10)).Topics[0].Partitions.Count;
        return Enumerable
            .Range(0, partitions)
            .ToDictionary(
                p => $"{options.In}-{p}",
                p => consumer.QueryWatermarkOffsets(new TopicPartition(options.In, p), TimeSpan.FromSeconds(10)).High.Value
            );
    }
}

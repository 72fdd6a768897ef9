using NbaPipeline.Topologies;

namespace NbaPipeline.Cli.Run;

/// <summary>
/// One `nba run`: lock, broker, topics, source, stages and materialiser until all of it has caught up with the source. Everything it
/// stands on is exactly-once and resumable, so that it needs no memory of its own: a run that was killed is simply run again.
/// </summary>
internal sealed class PipelineRun(
    RunOptions options,
    IBroker broker,
    Func<BrokerLease, IPipeline> makePipeline,
    Func<BrokerLease, IKafkaView> openView,
    Func<PredictionScore> readScore,
    IRunScreen screen,
    TimeProvider clock
)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPredictionPoll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan CatchUpPoll = TimeSpan.FromMilliseconds(100);

    /// <summary>Without any progress for so long something is broken; waiting on would hide it.</summary>
    internal static readonly TimeSpan StallLimit = TimeSpan.FromMinutes(3);

    private long _began;

    /// <summary>Runs until the source is replayed and all has caught up; null when it was stopped before that.</summary>
    public async Task<RunReport?> RunAsync(CancellationToken stop)
    {
        using var runLock = RunLock.Take(options.Folder);
        _began = clock.GetTimestamp();
        var hasBegun = false;
        try
        {
            await using var lease = await broker.AcquireAsync(BrokerUse.Run, stop);
            screen.Say($"Kafka at {lease.Bootstrap} ({lease.How}), data in {options.Folder.Path}");
            using var view = openView(lease);
            await using var pipeline = makePipeline(lease);
            hasBegun = true; // from here on it says itself where the stages stand
            return await RunWhileServedAsync(lease, pipeline, view, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            screen.Close();
            foreach (var stage in hasBegun ? [] : Stages.All)
            {
                screen.Say($"{stage.Name}: not begun, its committed offsets are as before");
            }

            screen.Say("stopped; the next nba run on this folder goes on from here");
            return null;
        }
    }

    /// <summary>A broker in this process that gives up ends the run with its own reason; every part would only wait for it.</summary>
    private async Task<RunReport> RunWhileServedAsync(BrokerLease lease, IPipeline pipeline, IKafkaView view, CancellationToken stop)
    {
        using var work = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var run = RunOnAsync(pipeline, view, stop, work.Token);
        await Task.WhenAny(run, lease.Stopped);
        if (lease.Stopped.IsFaulted)
        {
            await work.CancelAsync();
            await ((Task)run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // whatever it says follows from the broker's end
            await lease.Stopped;
        }

        return await run;
    }

    /// <summary>Ends early by <paramref name="cancel"/>; if that is the user's <paramref name="stop"/>, it is said where each stage stands.</summary>
    private async Task<RunReport> RunOnAsync(IPipeline pipeline, IKafkaView view, CancellationToken stop, CancellationToken cancel)
    {
        try
        {
            await pipeline.PrepareAsync(cancel);
            var before = TopicCounts.EndsOf(view);
            var start = clock.GetTimestamp();
            await pipeline.Materialiser.StartAsync(cancel);
            await WorkAsync(pipeline, view, new FirstPrediction(view, pipeline, before), cancel);
            var elapsed = clock.GetElapsedTime(start);
            screen.Close();
            await StopAsync(pipeline);
            return new RunReport(
                TopicCounts.Of(view, pipeline.Stages, pipeline.Materialiser.Committed, before, elapsed, cancel),
                readScore(),
                pipeline.Replay.Failures
            );
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            screen.Close();
            await StopAsync(pipeline);
            SayCommitted(pipeline, view);
            throw;
        }
        catch
        {
            screen.Close();
            throw;
        }
    }

    private async Task WorkAsync(IPipeline pipeline, IKafkaView view, FirstPrediction first, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var starting = Task.WhenAll(pipeline.Stages.Select(s => s.StartAsync(over.Token)));
        var replay = pipeline.Replay.RunAsync(over.Token); // reads its files while the stages start
        try
        {
            await starting;
            var watch = new StageWatch(view, pipeline.Stages, pipeline.Replay, clock);
            var stall = new StallGuard(StallLimit, clock);
            var caughtUp = 0;
            var looked = clock.GetTimestamp() - clock.TimestampFrequency;
            while (true)
            {
                ThrowIfFailed(pipeline);
                if (clock.GetElapsedTime(looked) >= LookInterval)
                {
                    looked = clock.GetTimestamp();
                    var rows = watch.Look();
                    screen.Update(rows, pipeline.Replay.Progress);
                    stall.Saw(
                        (pipeline.Replay.Progress, rows.Sum(r => r.Lag), string.Join(',', rows.Select(r => r.State))),
                        Where(pipeline, caughtUp)
                    );
                }

                if (!first.IsTold && first.Look(clock.GetElapsedTime(_began), stop) is { } line)
                {
                    screen.Say(line);
                }

                if (!replay.IsCompleted)
                {
                    await Task.WhenAny(replay, Task.Delay(first.IsTold ? LookInterval : FirstPredictionPoll, clock, stop));
                    stop.ThrowIfCancellationRequested();
                    continue;
                }

                await replay;
                caughtUp = NextBehind(pipeline, view, caughtUp, stop);
                if (caughtUp == pipeline.Stages.Count)
                {
                    await pipeline.Materialiser.CatchUpAsync(TopicCounts.PartitionEndsOf(view), stop);
                    return;
                }

                await Task.Delay(CatchUpPoll, clock, stop);
            }
        }
        finally
        {
            await over.CancelAsync();
            await starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await replay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Stages in the order of the flow: once one has caught up, what it feeds the next is complete. Caught up is: complete in event time as
    /// far as the source (timers fired, too), and no record left before the ends.
    /// </summary>
    private static int NextBehind(IPipeline pipeline, IKafkaView view, int from, CancellationToken stop)
    {
        var topics = view.Topics();
        for (var i = from; i < pipeline.Stages.Count; i++)
        {
            var stage = pipeline.Stages[i];
            var inputs = stage.Inputs.Where(topics.ContainsKey).ToDictionary(t => t, t => topics[t], StringComparer.Ordinal);
            if (pipeline.Replay.CompleteToMs is { } complete && !(stage.CompleteToMs >= complete))
            {
                return i;
            }

            if (!CatchUp.IsDone(view, stage.ApplicationId, inputs, stop))
            {
                return i;
            }
        }

        return pipeline.Stages.Count;
    }

    private static string Where(IPipeline pipeline, int caughtUp) =>
        caughtUp < pipeline.Stages.Count ? $"stage {pipeline.Stages[caughtUp].Name} or the source" : "the materialiser";

    private static void ThrowIfFailed(IPipeline pipeline)
    {
        if (pipeline.Stages.FirstOrDefault(s => s.Failure is not null) is { } stage)
        {
            throw new CliException(
                ExitCode.Failed,
                $"stage {stage.Name} stopped: {stage.Failure!.Message}",
                $"application {stage.ApplicationId}",
                remedy: "what it had committed stays; mend the cause and run nba run again (-v for the stack)",
                inner: stage.Failure
            );
        }

        if (pipeline.Materialiser.Failure is { } failure)
        {
            throw failure as CliException
                ?? new CliException(
                    ExitCode.Failed,
                    $"the materialiser stopped: {failure.Message}",
                    remedy: "mend the cause and run nba run again (-v for the stack)",
                    inner: failure
                );
        }
    }

    private static async Task StopAsync(IPipeline pipeline)
    {
        await Task.WhenAll(pipeline.Stages.Select(s => s.StopAsync()));
        await pipeline.Materialiser.StopAsync();
    }

    private void SayCommitted(IPipeline pipeline, IKafkaView view)
    {
        var topics = view.Topics();
        foreach (var stage in pipeline.Stages)
        {
            var partitions = stage
                .Inputs.Where(topics.ContainsKey)
                .SelectMany(t => Enumerable.Range(0, topics[t]).Select(p => (t, p)))
                .ToList();
            var offsets = view.Committed(stage.ApplicationId, partitions);
            var list = string.Join(", ", offsets.OrderBy(o => o.Key).Select(o => $"{o.Key.Topic}[{o.Key.Partition}]@{o.Value}"));
            screen.Say($"{stage.Name}: committed {(list.Length == 0 ? "nothing yet" : list)}");
        }
    }
}

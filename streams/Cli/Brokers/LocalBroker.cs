namespace NbaPipeline.Cli;

/// <summary>
/// The Kafka that belongs to a data dir: started on its data when it is down, taken over when it still runs. docs/cli.md has the states
/// and what is left by a kill at each of them.
/// </summary>
internal sealed class LocalBroker(
    DataFolder folder,
    IKafkaLauncher launcher,
    IBrokerProbe probe,
    IPorts ports,
    TimeProvider clock,
    Action<string> say
) : IBroker
{
    // Longer than the script's own limits (twice 60 s to start, 30 s to stop), so that its word comes first.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    public async Task<BrokerLease> AcquireAsync(BrokerUse use, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder.Path);
        RefuseExternal();
        var user =
            await FileLocks.WaitAsync(folder.BrokerLock, shared: true, StartLimit, clock, cancel)
            ?? throw new CliException(
                ExitCode.NotReady,
                "this folder's Kafka is being stopped and does not end",
                folder.Path,
                remedy: "look into kafka.log there"
            );
        try
        {
            var lease = await AcquireAsync(user, use, cancel);
            cancel.ThrowIfCancellationRequested();
            return lease;
        }
        catch
        {
            await LeaveAsync(user, use); // what did not come up, or is not wanted any more, is not left behind
            throw;
        }
    }

    private async Task<BrokerLease> AcquireAsync(FileStream user, BrokerUse use, CancellationToken cancel)
    {
        using var starter =
            await FileLocks.WaitAsync(folder.BrokerLock + ".start", shared: false, StartLimit, clock, cancel)
            ?? throw new CliException(
                ExitCode.NotReady,
                "this folder's Kafka is being started and does not answer",
                folder.Path,
                remedy: "look into kafka.log there"
            );
        var (note, how) = await EnsureServingAsync(cancel);
        var stopWhenUnused = use == BrokerUse.Look && (how == "started" || note.StopWhenUnused);
        (note with { StopWhenUnused = stopWhenUnused }).Write(folder.BrokerNote);
        return new BrokerLease(note.Bootstrap!, how, () => LeaveAsync(user, use));
    }

    private async Task<(BrokerNote Note, string How)> EnsureServingAsync(CancellationToken cancel)
    {
        var note = BrokerNote.Read(folder.BrokerNote) ?? new BrokerNote();
        var running = launcher.FindProcess(folder.Kafka);
        if (
            running is not null
            && note.Bootstrap is { } address
            && await probe.ClusterIdAsync(address, TimeSpan.FromSeconds(2), cancel) is { } cluster
        )
        {
            return (note with { Pid = running, ClusterId = cluster }, "taken over");
        }

        var port =
            running is not null && note.Port is { } its ? its
            : note.Port is { } last && ports.IsFree(last) ? last
            : ports.FindFree();
        note = note with { Port = port, KafkaHome = launcher.Home };
        note.Write(folder.BrokerNote); // before the start: killed in the middle of it, the next one asks for the same port
        say(
            running is null
                ? $"starting Kafka on port {port} (takes about 6 s)"
                : $"waiting for the Kafka that is starting (process {running})"
        );
        var bootstrap = await StartAsync(port, cancel);
        var id =
            await probe.ClusterIdAsync(bootstrap, AnswerLimit, cancel)
            ?? throw new CliException(
                ExitCode.NotReady,
                $"Kafka started but does not answer at {bootstrap}",
                folder.KafkaLog,
                remedy: "stop the process named in broker.json and run again"
            );
        return (
            note with
            {
                Bootstrap = bootstrap,
                Pid = launcher.FindProcess(folder.Kafka),
                ClusterId = id,
            },
            running is null ? "started" : "taken over"
        );
    }

    /// <summary>A start is not broken off: half-way there is nothing yet that could be stopped.</summary>
    private async Task<string> StartAsync(int port, CancellationToken cancel)
    {
        using var told = cancel.Register(() => say("stopping as soon as Kafka has started; again to leave it"));
        try
        {
            return await launcher.StartAsync(folder.Kafka, port, CancellationToken.None);
        }
        catch (CliException) when (launcher.FindProcess(folder.Kafka) is not null)
        {
            say("Kafka is slow to start; waiting on");
            return await launcher.StartAsync(folder.Kafka, port, CancellationToken.None);
        }
    }

    private async Task LeaveAsync(FileStream user, BrokerUse use)
    {
        if (use == BrokerUse.Run && BrokerNote.Read(folder.BrokerNote) is { } note)
        {
            (note with { StopWhenUnused = true }).Write(folder.BrokerNote);
        }

        await user.DisposeAsync();
        if (!FileLocks.TryExclusive(folder.BrokerLock, out var alone))
        {
            return; // someone else still reads; the last to leave stops it
        }

        await using (alone)
        {
            if (BrokerNote.Read(folder.BrokerNote) is { StopWhenUnused: true } last)
            {
                await launcher.StopAsync(folder.Kafka, CancellationToken.None);
                (last with { Pid = null }).Write(folder.BrokerNote);
            }
        }
    }

    private void RefuseExternal()
    {
        if (BrokerNote.Read(folder.BrokerNote) is { External: true } note)
        {
            throw new CliException(
                ExitCode.Usage,
                "this data dir was filled from another Kafka",
                folder.Path,
                $"broker.json there names {note.Bootstrap}, no --bootstrap was given",
                $"give --bootstrap {note.Bootstrap}, or another --data-dir"
            );
        }
    }
}

using NbaPipeline.Kafka.Embedded;

namespace NbaPipeline.Cli;

/// <summary>
/// The embedded broker of a data dir, inside whichever process comes first; others use it while that one lives. The lock on the broker's data
/// decides who is first, the note only tells where it listens. docs/cli.md has the states and what is left by a kill at each of them.
/// </summary>
internal sealed class FolderBroker(
    DataFolder folder,
    EmbeddedBrokerOptions options,
    IBrokerHost host,
    IBrokerProbe probe,
    IPorts ports,
    TimeProvider clock,
    Action<string> say
) : IBroker
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan OthersLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    public async Task<BrokerLease> AcquireAsync(BrokerUse use, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder.Path);
        RefuseOthers();
        var user =
            await FileLocks.WaitAsync(folder.BrokerLock, shared: true, StartLimit, clock, cancel)
            ?? throw new CliException(ExitCode.NotReady, "the broker of this folder is being stopped and does not end", folder.Path);
        try
        {
            var start = clock.GetTimestamp();
            while (true)
            {
                if (await StartHereAsync(user, use, cancel) is { } own)
                {
                    return own;
                }

                if (use == BrokerUse.Serve)
                {
                    throw Served();
                }

                if (await JoinAsync(user, cancel) is { } joined)
                {
                    return joined;
                }

                if (clock.GetElapsedTime(start) > StartLimit)
                {
                    throw Silent();
                }

                await Task.Delay(Poll, clock, cancel);
            }
        }
        catch
        {
            await user.DisposeAsync();
            throw;
        }
    }

    private async Task<BrokerLease?> StartHereAsync(FileStream user, BrokerUse use, CancellationToken cancel)
    {
        options.DataDirectory = folder.Broker;
        if (use != BrokerUse.Serve)
        {
            options.Port = BrokerNote.Read(folder.BrokerNote)?.Port is { } last && ports.IsFree(last) ? last : 0;
        }

        if (await host.TryStartAsync(options, cancel) is not { } broker)
        {
            return null;
        }

        new BrokerNote
        {
            Bootstrap = broker.Bootstrap,
            Port = broker.Port,
            Pid = Environment.ProcessId,
            ClusterId = broker.ClusterId,
        }.Write(folder.BrokerNote);
        return new BrokerLease(broker.Bootstrap, "embedded", () => LeaveAsync(user, broker, use, cancel), broker.Stopped);
    }

    private async Task<BrokerLease?> JoinAsync(FileStream user, CancellationToken cancel) =>
        BrokerNote.Read(folder.BrokerNote) is { Bootstrap: { } address } note
        && await probe.ClusterIdAsync(address, AnswerLimit, cancel) is { } cluster
        && cluster == note.ClusterId
            ? new BrokerLease(address, $"embedded in process {note.Pid}", () => user.DisposeAsync().AsTask())
            : null;

    /// <summary>Who holds the broker waits for those who use it: a look for as long as they need it, a run that is over for a moment.</summary>
    private async Task LeaveAsync(FileStream user, IRunningBroker broker, BrokerUse use, CancellationToken cancel)
    {
        await user.DisposeAsync();
        var alone = FileLocks.TryExclusive(folder.BrokerLock, out var file) ? file : await WaitForOthersAsync(use, cancel);
        try
        {
            await broker.DisposeAsync();
        }
        finally
        {
            alone?.Dispose();
        }
    }

    private async Task<FileStream?> WaitForOthersAsync(BrokerUse use, CancellationToken cancel)
    {
        if (use == BrokerUse.Look)
        {
            say("another nba process uses the broker of this folder; waiting for it to end (Ctrl+C: end now)");
        }

        try
        {
            var limit = use == BrokerUse.Look ? TimeSpan.MaxValue : OthersLimit;
            return await FileLocks.WaitAsync(folder.BrokerLock, shared: false, limit, clock, cancel);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private void RefuseOthers()
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

    private CliException Served() =>
        new(
            ExitCode.NotReady,
            "another process serves the broker of this folder",
            folder.Broker,
            Holder(),
            "use that one, or end it and run again, or give another --data-dir"
        );

    private CliException Silent() =>
        new(
            ExitCode.NotReady,
            "another process has the broker of this folder open, and it does not answer",
            folder.Broker,
            Holder(),
            "wait for that process to end, or end it, and run again"
        );

    private string? Holder() =>
        BrokerNote.Read(folder.BrokerNote) is { } note ? $"broker.json names process {note.Pid} at {note.Bootstrap}" : null;
}

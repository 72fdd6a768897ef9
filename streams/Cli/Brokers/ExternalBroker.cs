namespace NbaPipeline.Cli;

/// <summary>A Kafka named by the user: never started, never stopped, but remembered with its cluster id.</summary>
internal sealed class ExternalBroker(DataFolder folder, string bootstrap, IBrokerProbe probe, TimeSpan timeout) : IBroker
{
    public async Task<BrokerLease> AcquireAsync(BrokerUse use, CancellationToken cancel)
    {
        var cluster =
            await probe.ClusterIdAsync(bootstrap, timeout, cancel)
            ?? throw new CliException(
                ExitCode.NotReady,
                $"no Kafka answers at {bootstrap} within {timeout.TotalSeconds:0.#} s",
                remedy: "check --bootstrap (NBA_BOOTSTRAP) and that the broker is up; without it nba run starts one"
            );
        if (use == BrokerUse.Run)
        {
            Remember(cluster);
        }

        return new BrokerLease(bootstrap, "external", null);
    }

    private void Remember(string cluster)
    {
        var note = BrokerNote.Read(folder.BrokerNote);
        if (note?.ClusterId is { } noted && noted != cluster)
        {
            throw new CliException(
                ExitCode.Usage,
                "this data dir belongs to another Kafka",
                folder.Path,
                $"its cluster is {noted} ({(note.External ? note.Bootstrap : "the folder's own")}), at {bootstrap} there is {cluster}",
                "choose another --data-dir, or go back to the Kafka it was filled from"
            );
        }

        if (note is null or { External: true })
        {
            Directory.CreateDirectory(folder.Path);
            new BrokerNote
            {
                Bootstrap = bootstrap,
                ClusterId = cluster,
                External = true,
            }.Write(folder.BrokerNote);
        }
    }
}

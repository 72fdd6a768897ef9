namespace NbaPipeline.Cli;

/// <summary>Chooses the Kafka of an invocation: flag or variable, then what the data dir notes, then its own.</summary>
internal static class BrokerChoice
{
    public static IBroker For(VerbContext context, BrokerUse use)
    {
        var folder = context.Data;
        var probe = context.Services.Probe(context.ClientSettings);
        if (context.Bootstrap is { } named)
        {
            return new ExternalBroker(folder, named, probe, context.Timeout);
        }

        var note = BrokerNote.Read(folder.BrokerNote);
        if (use == BrokerUse.Look && note is { External: true, Bootstrap: { } noted })
        {
            return new ExternalBroker(folder, noted, probe, context.Timeout);
        }

        if (use == BrokerUse.Look && note is null)
        {
            throw new CliException(
                ExitCode.NotReady,
                "this data dir has no Kafka yet",
                folder.Path,
                remedy: $"fill it first: nba run --data-dir {folder.Path}; or name a Kafka with --bootstrap HOST:PORT"
            );
        }

        return new LocalBroker(
            folder,
            context.Services.Launcher(context.Host, folder),
            probe,
            context.Services.Ports,
            context.Host.Clock,
            context.Say
        );
    }
}

using NbaPipeline.Kafka.Embedded;

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

        return KafkaHome.Find(context.Host, note) is { } home
            ? Apache(context, note, home, probe)
            : Embedded(context, new EmbeddedBrokerOptions(), probe);
    }

    /// <summary>The embedded broker of the data dir.</summary>
    public static IBroker Embedded(VerbContext context, EmbeddedBrokerOptions options, IBrokerProbe probe) =>
        new FolderBroker(
            context.Data,
            options,
            context.Services.BrokerHost(context),
            probe,
            context.Services.Ports,
            context.Host.Clock,
            context.Say
        );

    private static LocalBroker Apache(VerbContext context, BrokerNote? note, string home, IBrokerProbe probe)
    {
        if (note is { External: false, KafkaHome: null })
        {
            throw new CliException(
                ExitCode.Usage,
                "this data dir was filled with the embedded broker",
                context.Data.Path,
                $"{KafkaHome.Variable} asks for the Kafka in {home}",
                $"unset {KafkaHome.Variable}, or choose another --data-dir"
            );
        }

        return new LocalBroker(
            context.Data,
            context.Services.Launcher(home, context.Host, context.Data),
            probe,
            context.Services.Ports,
            context.Host.Clock,
            context.Say
        );
    }
}

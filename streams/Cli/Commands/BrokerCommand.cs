using System.CommandLine;
using System.Globalization;
using System.Net;
using NbaPipeline.Kafka.Embedded;

namespace NbaPipeline.Cli.Commands;

/// <summary>`nba broker`: the embedded broker by itself, for any Kafka client on the machine.</summary>
internal sealed class BrokerCommand : Verb
{
    private readonly Option<string> _listen = new("--listen")
    {
        Description = "address and port for clients; port 0 takes a free one",
        HelpName = "HOST:PORT",
        DefaultValueFactory = _ => "127.0.0.1:9092",
    };
    private readonly Option<bool> _allowRemote = new("--allow-remote")
    {
        Description = "allow an address that other machines reach (no encryption)",
    };
    private readonly Option<string?> _advertise = new("--advertise")
    {
        Description = "host name that clients are told to connect to",
        HelpName = "HOST",
    };
    private readonly Option<string> _flush = new("--flush")
    {
        Description = "what a power failure may take: interval (the last second), every-ack (nothing acknowledged), never (as it comes)",
        HelpName = "WHEN",
        DefaultValueFactory = _ => "interval",
    };
    private readonly Option<int> _partitions = new("--partitions")
    {
        Description = "partitions of a topic created without a number",
        HelpName = "N",
        DefaultValueFactory = _ => 4,
    };
    private readonly Option<bool> _noAutoCreate = new("--no-auto-create")
    {
        Description = "an unknown topic is an error, also for clients that would have it created",
    };
    private readonly Option<bool> _strictReplication = new("--strict-replication")
    {
        Description = "refuse replication factors above 1, as one Apache Kafka node does; otherwise up to 3 are accepted",
    };
    private readonly Option<int> _rebalanceDelayMs = new("--rebalance-delay-ms")
    {
        Description = "how long the first members of a group are waited for",
        HelpName = "N",
        DefaultValueFactory = _ => 100,
    };
    private readonly Option<string?> _saslFile = new("--sasl-file")
    {
        Description = "require SASL/PLAIN; a file with one USER:PASSWORD a line",
        HelpName = "FILE",
    };

    public BrokerCommand()
        : base("broker", "runs the embedded Kafka broker by itself, until Ctrl+C")
    {
        _flush.AcceptOnlyFromAmong("interval", "every-ack", "never");
        foreach (
            Option option in (Option[])
                [_listen, _advertise, _allowRemote, _flush, _partitions, _noAutoCreate, _strictReplication, _rebalanceDelayMs, _saslFile]
        )
        {
            Add(option);
        }
    }

    public override IReadOnlyList<string> Examples =>
        ["nba broker", "nba broker --listen 127.0.0.1:19092 --data-dir ./data/broker", "nba broker --flush every-ack --no-auto-create"];

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes =>
        [
            (ExitCode.Done, "stopped by Ctrl+C or SIGTERM with everything on the disk"),
            (ExitCode.NotReady, "another process has the data open, or the port is taken"),
        ];

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancel)
    {
        if (context.Given(context.Common.Bootstrap))
        {
            throw CliException.Usage(
                "broker runs a Kafka, --bootstrap names another",
                remedy: "leave --bootstrap out; --listen says where it listens"
            );
        }

        var broker = BrokerChoice.Embedded(context, OptionsFrom(context), context.Services.Probe(context.ClientSettings));
        try
        {
            await using var lease = await broker.AcquireAsync(BrokerUse.Serve, cancel);
            context.Out.WriteLine($"ready {lease.Bootstrap}");
            context.Out.Flush();
            context.Say($"data in {context.Data.Broker}; Ctrl+C stops it");
            await lease.Stopped.WaitAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            context.Say("stopped");
        }

        return ExitCode.Done;
    }

    private EmbeddedBrokerOptions OptionsFrom(VerbContext context)
    {
        var (address, port) = Endpoint(context.Get(_listen)!);
        CheckReach(context, address);
        var options = new EmbeddedBrokerOptions
        {
            Port = port,
            ListenAddress = address,
            AllowRemote = context.Get(_allowRemote),
            AutoCreateTopics = !context.Get(_noAutoCreate),
            DefaultPartitions = context.Get(_partitions),
            StrictReplication = context.Get(_strictReplication),
            GroupInitialRebalanceDelayMs = context.Get(_rebalanceDelayMs),
            FlushPolicy = context.Get(_flush) switch
            {
                "every-ack" => FlushPolicy.EveryAck,
                "never" => FlushPolicy.Never,
                _ => FlushPolicy.Interval,
            },
        };
        options.AdvertisedHost = context.Get(_advertise) ?? address ?? options.AdvertisedHost;
        foreach (var (user, password) in Users(context))
        {
            options.SaslUsers[user] = password;
        }

        return options;
    }

    /// <summary>What other machines reach is asked for twice, and needs a name by which they do.</summary>
    private void CheckReach(VerbContext context, string? address)
    {
        if (address is null || IPAddress.IsLoopback(IPAddress.Parse(address)))
        {
            return;
        }

        if (!context.Get(_allowRemote))
        {
            throw CliException.Usage(
                "--listen names an address that other machines reach",
                $"{address}: there is no encryption, and no password without --sasl-file",
                "add --allow-remote if that is meant"
            );
        }

        if (context.Get(_advertise) is null && address is ("0.0.0.0" or "::"))
        {
            throw CliException.Usage(
                "clients cannot be told to connect to every address",
                $"--listen {address}",
                "add --advertise HOST, the name or address by which clients reach this machine"
            );
        }
    }

    /// <summary>Both loopback addresses are the default (null); any other is bound alone.</summary>
    private static (string? Address, int Port) Endpoint(string listen)
    {
        var colon = listen.LastIndexOf(':');
        var host = colon < 0 ? "" : listen[..colon].Trim('[', ']');
        if (
            !int.TryParse(listen[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port > ushort.MaxValue
            || (host is not ("" or "localhost") && !IPAddress.TryParse(host, out _))
        )
        {
            throw CliException.Usage(
                "--listen names no address to listen on",
                $"got '{listen}'",
                "give ADDRESS:PORT, e.g. 127.0.0.1:9092, or a port"
            );
        }

        return (host is "" or "localhost" or "127.0.0.1" ? null : host, port);
    }

    private IEnumerable<(string User, string Password)> Users(VerbContext context)
    {
        if (context.Get(_saslFile) is not { } file)
        {
            yield break;
        }

        var path = Path.GetFullPath(file, context.Host.WorkingFolder);
        if (!File.Exists(path))
        {
            throw CliException.Usage("--sasl-file names no file", path);
        }

        foreach (var line in File.ReadLines(path).Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            yield return colon > 0
                ? (line[..colon], line[(colon + 1)..])
                : throw CliException.Usage(
                    "a line of --sasl-file is not USER:PASSWORD",
                    path,
                    "every line needs a user, a colon and a password"
                );
        }
    }
}

using System.CommandLine;
using NbaPipeline.Cli.Bench;

namespace NbaPipeline.Cli.Commands;

/// <summary>`nba bench map|count|window|join`: the arguments are those of the peers' comparison.</summary>
internal sealed class BenchCommand : Verb
{
    private static readonly Column[] Columns =
    [
        new("workload"),
        new("guarantee"),
        new("threads", true),
        new("records", true),
        new("seconds", true),
        new("recordsPerSecond", true),
        new("nsPerRecord", true),
        new("cpuNsPerRecord", true),
        new("bytesPerRecord", true),
        new("commits", true),
        new("commitP50Ms", true),
        new("commitP99Ms", true),
        new("gcGen0", true),
        new("gcGen1", true),
        new("gcGen2", true),
    ];

    private readonly BenchWorkload _workload;
    private readonly OutputOptions _output = new();
    private readonly Option<string> _applicationId = new("--application-id")
    {
        Description = "consumer group; offsets are committed there",
        HelpName = "ID",
        Required = true,
    };
    private readonly Option<string> _in = new("--in")
    {
        Description = "input topic (join: its table is the topic TOPIC-table)",
        HelpName = "TOPIC",
        Required = true,
    };
    private readonly Option<string> _out = new("--out")
    {
        Description = "output topic",
        HelpName = "TOPIC",
        Required = true,
    };
    private readonly Option<string> _guarantee = new("--guarantee")
    {
        Description = "at_least_once or exactly_once_v2",
        HelpName = "G",
        DefaultValueFactory = _ => "exactly_once_v2",
    };
    private readonly Option<string> _store = new("--store")
    {
        Description = "mem; persistent is not there yet",
        HelpName = "S",
        DefaultValueFactory = _ => "mem",
    };
    private readonly Option<int> _commitMs = new("--commit-ms")
    {
        Description = "commit interval",
        HelpName = "N",
        DefaultValueFactory = _ => 100,
    };
    private readonly Option<int> _threads = new("--threads")
    {
        Description = "stream threads",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<bool> _follow = new("--follow") { Description = "run until SIGTERM instead of the end of the input" };

    private BenchCommand(BenchWorkload workload, string summary)
        : base(workload.ToString().ToLowerInvariant(), summary)
    {
        _workload = workload;
        _guarantee.AcceptOnlyFromAmong("at_least_once", "exactly_once_v2");
        _store.AcceptOnlyFromAmong("mem", "persistent");
        foreach (var option in (Option[])[_applicationId, _in, _out, _guarantee, _store, _commitMs, _threads, _follow])
        {
            Add(option);
        }

        _output.AddTo(this);
    }

    public override string UsageArguments => "--bootstrap LIST --application-id ID --in TOPIC --out TOPIC";

    public override IReadOnlyList<string> Examples
    {
        get
        {
            var line = $"nba bench {Name} --bootstrap 127.0.0.1:9092 --application-id bench-{Name} --in bench-in --out bench-out";
            return [line, line + " --guarantee at_least_once --commit-ms 10 -o json", line + " --threads 2 --follow"];
        }
    }

    public static Command Group() =>
        new("bench", "measures the engine on one job of the comparison with its peers")
        {
            new BenchCommand(BenchWorkload.Map, "stateless: filter, first byte of the value + 1"),
            new BenchCommand(BenchWorkload.Count, "count by key in a table with changelog"),
            new BenchCommand(BenchWorkload.Window, "1-minute tumbling count, 10 s grace"),
            new BenchCommand(BenchWorkload.Join, "stream with table on the key"),
        };

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancel)
    {
        _output.FormatOf(context);
        if (_output.ListsFields(context, Columns))
        {
            return ExitCode.Done;
        }

        var options = OptionsFrom(context);
        if (await context.Services.Probe(context.ClientSettings).ClusterIdAsync(options.Bootstrap, context.Timeout, cancel) is null)
        {
            throw new CliException(
                ExitCode.NotReady,
                $"no Kafka answers at {options.Bootstrap} within {context.Timeout.TotalSeconds:0.#} s",
                remedy: "check --bootstrap and that the broker is up"
            );
        }

        var result = await context.Services.Bench.RunAsync(options, cancel);
        _output.Print(context, Columns, [Row(options, result)]);
        return options.Follow || !cancel.IsCancellationRequested ? ExitCode.Done : ExitCode.Interrupted;
    }

    private BenchOptions OptionsFrom(VerbContext context)
    {
        if (context.Get(_store) == "persistent")
        {
            throw CliException.Usage(
                "--store persistent is not there yet",
                "known: mem",
                "run with --store mem; its changelog is written in full, only the local copy is in memory"
            );
        }

        return new BenchOptions
        {
            Workload = _workload,
            Bootstrap =
                context.Bootstrap
                ?? throw CliException.Usage(
                    "bench needs a Kafka of its own",
                    "no --bootstrap was given and NBA_BOOTSTRAP is not set",
                    "give --bootstrap HOST:PORT"
                ),
            ApplicationId = context.Get(_applicationId)!,
            In = context.Get(_in)!,
            Out = context.Get(_out)!,
            ExactlyOnce = context.Get(_guarantee) == "exactly_once_v2",
            CommitIntervalMs = Positive("--commit-ms", context.Get(_commitMs)),
            Threads = Positive("--threads", context.Get(_threads)),
            Follow = context.Get(_follow),
            ClientSettings = context.ClientSettings,
        };
    }

    private static int Positive(string flag, int value) =>
        value > 0 ? value : throw CliException.Usage($"{flag} must be at least 1", $"got {value}");

    private static object?[] Row(BenchOptions options, BenchResult r)
    {
        double Per(double amount) => r.Records == 0 ? 0 : amount / r.Records;
        return
        [
            options.Workload.ToString().ToLowerInvariant(),
            options.ExactlyOnce ? "exactly_once_v2" : "at_least_once",
            options.Threads,
            r.Records,
            Math.Round(r.Seconds, 3),
            r.Seconds > 0 ? (long)(r.Records / r.Seconds) : 0L,
            Math.Round(Per(r.Seconds * 1e9), 1),
            Math.Round(Per(r.CpuSeconds * 1e9), 1),
            Math.Round(Per(r.AllocatedBytes), 1),
            r.Commits,
            Math.Round(r.CommitP50Ms, 3),
            Math.Round(r.CommitP99Ms, 3),
            r.Gen0,
            r.Gen1,
            r.Gen2,
        ];
    }
}

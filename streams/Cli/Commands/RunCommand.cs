using System.CommandLine;
using NbaPipeline.Cli.Run;

namespace NbaPipeline.Cli.Commands;

/// <summary>`nba run`.</summary>
internal sealed class RunCommand : Verb
{
    private readonly InputOptions _input = new();
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "table or json",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => "table",
    };

    public RunCommand()
        : base("run", "replays recorded seasons through Kafka to graded predictions, exactly once; goes on where the last run ended")
    {
        _output.AcceptOnlyFromAmong("table", "json");
        _input.AddTo(this, stages: true);
        Add(_output);
    }

    public override IReadOnlyList<string> Examples =>
        [
            "nba run",
            "nba run --data ../shared/data --seasons 2022-23,2023-24 --data-dir ./data/two-seasons",
            "nba run --bootstrap 127.0.0.1:9092 --data-dir ./data/cluster -o json",
        ];

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes =>
        [
            (ExitCode.Done, "done, or stopped by Ctrl+C with everything committed"),
            (ExitCode.NotReady, "no Kafka answers or can be started, or another run works on the data dir"),
        ];

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancel)
    {
        var options = _input.OptionsFrom(context);
        var screen = Screen(context);
        KafkaEndpoint Endpoint(BrokerLease lease) =>
            new(lease.Bootstrap, context.ClientSettings, context.Timeout, context.Verbose ? context.Say : null);
        var run = new PipelineRun(
            options,
            BrokerChoice.For(context, BrokerUse.Run),
            lease => context.Services.Pipeline(options, Endpoint(lease), screen.Say),
            lease => context.Services.Kafka(Endpoint(lease)),
            () => ReadScore(context),
            screen,
            context.Host.Clock
        );
        var report = await run.RunAsync(cancel);
        if (report is null)
        {
            return ExitCode.Done;
        }

        if (context.Get(_output) == "json")
        {
            context.Out.Write(ReportPrinter.Json(report));
        }
        else
        {
            ReportPrinter.Tables(report, context.Out, context.OutColour);
        }

        SayNext(context);
        if (report.Failures.Count > 0)
        {
            throw new CliException(
                ExitCode.Failed,
                $"{report.Failures.Count} files could not be read to their end; what was good in them is in the tables",
                options.Input,
                string.Join('\n', report.Failures),
                "mend or remove them and run nba run again: it adds what is missing"
            );
        }

        return ExitCode.Done;
    }

    private static IRunScreen Screen(VerbContext context) =>
        context.ErrorColour && context.Host.ErrorIsTerminal
            ? new LiveScreen(context.Host.Error, Math.Min(context.Host.Width, 120))
            : new PlainScreen(context.Host.Error, context.Host.Clock);

    private static PredictionScore ReadScore(VerbContext context)
    {
        using var database = context.Services.OpenDatabase(context.Data.ReadDatabase);
        database.Open();
        return ScoreQuery.Read(database);
    }

    private static void SayNext(VerbContext context)
    {
        var nba = context.Host.Invocation;
        var folder = context.Given(context.Common.DataDir) ? $" --data-dir {Quote(context.Get(context.Common.DataDir)!)}" : "";
        context.Say("");
        context.Say($"next: {nba} sql \"from predictions.points limit 5\"{folder}");
        context.Say($"      {nba} topics read nba.grades.prediction_accuracy --last 3{folder}");
        context.Say($"      {nba} status{folder}");
    }

    private static string Quote(string path) =>
        path.All(c => char.IsLetterOrDigit(c) || c is '/' or '.' or '-' or '_')
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

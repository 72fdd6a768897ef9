using System.CommandLine;
using NbaPipeline.Cli.Commands;

namespace NbaPipeline.Cli;

/// <summary>The `nba` command line: finds the verb, runs it, turns every outcome into an exit code.</summary>
internal static class Nba
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliHost host, CancellationToken cancel, CliServices? services = null)
    {
        var common = CommonOptions.Create();
        var root = BuildRoot(common);
        var parsed = root.Parse(EnvironmentFlags.Apply(args, root.Parse(args), host.Variable));
        var verbose = parsed.GetValue(common.Verbose);
        try
        {
            if (await AnswerWithoutVerb(parsed, common, root, host) is { } answered)
            {
                return answered;
            }

            UsageErrors.ThrowIfAny(parsed);
            var verb = (Verb)parsed.CommandResult.Command;
            return await verb.RunAsync(new VerbContext(parsed, common, host, services ?? CliServices.Default), cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            host.Error.WriteLine("nba: interrupted");
            return ExitCode.Interrupted;
        }
        catch (IOException e) when (BrokenPipe.Is(e))
        {
            return ExitCode.Done;
        }
        catch (Exception e)
        {
            return ErrorPrinter.Print(e, parsed.CommandResult.Command, host, verbose);
        }
        finally
        {
            host.Flush();
        }
    }

    internal static RootCommand BuildRoot(CommonOptions common)
    {
        var root = new RootCommand("Streams a season of NBA box scores and betting lines through Kafka to graded predictions.");
        root.Options.Clear();
        root.Directives.Clear();
        foreach (var option in common.All)
        {
            root.Add(option);
        }

        var topics = new Command("topics", "look into topics") { new TopicsListCommand(), new TopicsReadCommand() };
        foreach (
            Command command in (Command[])
                [
                    new RunCommand(),
                    new ProduceCommand(),
                    new BrokerCommand(),
                    new SqlCommand(),
                    topics,
                    new TopologyCommand(),
                    new StatusCommand(),
                    BenchCommand.Group(),
                    new HelpCommand(root),
                    new VersionCommand(),
                ]
        )
        {
            root.Add(command);
        }

        return root;
    }

    private static async Task<int?> AnswerWithoutVerb(ParseResult parsed, CommonOptions common, RootCommand root, CliHost host)
    {
        if (parsed.GetValue(common.Help) || (parsed.Tokens.Count == 0 && parsed.CommandResult.Command == root))
        {
            await host.Out.WriteAsync(HelpText.Of(parsed.CommandResult.Command, common));
            return ExitCode.Done;
        }

        return null;
    }
}

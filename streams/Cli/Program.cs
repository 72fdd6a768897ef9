using NbaPipeline.Cli;

using var signals = new StopSignals(Console.Error);
using var host = CliHost.ForThisProcess();
var code = await Nba.RunAsync(args, host, signals.Token);
host.Flush();
return code;

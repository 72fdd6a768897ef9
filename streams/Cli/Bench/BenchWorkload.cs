namespace NbaPipeline.Cli.Bench;

internal enum BenchWorkload
{
    Map,
    Count,
    Window,
    Join,
}

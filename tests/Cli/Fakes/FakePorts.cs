namespace NbaPipeline.Cli.Tests;

internal sealed class FakePorts : IPorts
{
    private int _next = 21400;

    public HashSet<int> Taken { get; } = [];

    public bool IsFree(int port) => !Taken.Contains(port);

    public int FindFree() => _next++;
}

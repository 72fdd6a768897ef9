namespace NbaPipeline.Cli;

/// <summary>Ports of the loopback address. A broker takes two: PORT for clients, PORT + 1 for its controller.</summary>
internal interface IPorts
{
    bool IsFree(int port);

    int FindFree();
}

namespace NbaPipeline.Conformance.Tests.Brokers;

/// <summary>A broker that the tests of a collection share. It has auto-creation of topics off, and forgets everything at the end.</summary>
public abstract class TestBroker : IAsyncLifetime
{
    private static int _prefixes;

    /// <summary>What a client is given as bootstrap.servers.</summary>
    public string Bootstrap { get; protected set; } = "";

    /// <summary>Why there is no such broker here; null when there is one.</summary>
    public string? Absence { get; protected set; }

    /// <summary>What it is called in messages.</summary>
    public abstract string Name { get; }

    /// <summary>A prefix for names of topics and groups that nobody else uses on this broker.</summary>
    public static string NewPrefix() => FormattableString.Invariant($"c{Environment.ProcessId}-{Interlocked.Increment(ref _prefixes):D4}");

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();
}

using NbaPipeline.Cli.Run;

namespace NbaPipeline.Cli.Tests;

/// <summary>Copies one record per look at its state, so that catching up takes several looks.</summary>
internal sealed class FakeStage(FakeKafka kafka, List<string> log, string name, string input, string output) : IStage
{
    private long _next;

    public string Name => name;

    public string ApplicationId => $"nba-{name}";

    public IReadOnlyList<string> Inputs => [input];

    public IReadOnlyList<string> Outputs => [output];

    public string State { get; private set; } = "created";

    public long? StreamTimeMs => null;

    public long? CompleteToMs { get; set; } = 2;

    public string? WaitingFor { get; init; }

    /// <summary>Stops making progress, as a hung stage does.</summary>
    public bool Hangs { get; set; }

    public Exception? FailWith { get; set; }

    public Exception? Failure
    {
        get
        {
            Step();
            return FailWith;
        }
    }

    public Task StartAsync(CancellationToken cancel)
    {
        State = "running";
        log.Add($"{name} started");
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        if (State == "running")
        {
            log.Add($"{name} stopped");
        }

        State = "stopped";
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Step()
    {
        if (
            State != "running"
            || Hangs
            || kafka.Read([new PartitionRange(input, 0, _next, _next)], false, default).FirstOrDefault() is not { } record
        )
        {
            return;
        }

        kafka.Add(output, RecordText.OfBytes(record.Key), record.Value, record.TimestampMs);
        kafka.Commit(ApplicationId, input, ++_next);
    }
}

using NbaPipeline.Cli.Run;

namespace NbaPipeline.Cli.Tests;

/// <summary>Two stages over a <see cref="FakeKafka"/>: the replay fills a raw topic, each stage copies and commits when it is told to.</summary>
internal sealed class FakePipeline : IPipeline, IReplay, IMaterialiser
{
    private readonly FakeKafka _kafka;
    private readonly List<FakeStage> _stages;

    public FakePipeline(FakeKafka kafka)
    {
        _kafka = kafka;
        _stages =
        [
            new FakeStage(kafka, Log, "clean", "nba.raw.schedule", "nba.clean.schedule"),
            new FakeStage(kafka, Log, "grades", "nba.clean.schedule", "nba.grades.prediction_accuracy"),
        ];
    }

    public List<string> Log { get; } = [];

    /// <summary>What the replay does; default: three rows.</summary>
    public Func<CancellationToken, Task>? OnReplay { get; set; }

    public IReplay Replay => this;

    public IReadOnlyList<IStage> Stages => _stages;

    public FakeStage First => _stages[0];

    public IMaterialiser Materialiser => this;

    public Exception? Failure { get; set; }

    public IReadOnlyDictionary<(string Topic, int Partition), long> Committed =>
        new Dictionary<(string, int), long> { [("nba.grades.prediction_accuracy", 0)] = 3 };

    public long? CompleteToMs => 2;

    public IReadOnlyList<string> Failures { get; set; } = [];

    public ReplayProgress Progress { get; private set; } = new(0, 3, null);

    public string DescribePrediction(TopicRecord record) => $"somebody at offset {record.Offset}";

    public Task PrepareAsync(CancellationToken cancel)
    {
        Log.Add("prepare");
        foreach (
            var topic in (string[])["nba.raw.schedule", "nba.clean.schedule", "nba.grades.prediction_accuracy", "nba.dlq.raw.schedule"]
        )
        {
            if (!_kafka.Topics().ContainsKey(topic))
            {
                _kafka.Topic(topic);
            }
        }

        return Task.CompletedTask;
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        if (OnReplay is not null)
        {
            await OnReplay(cancel);
            return;
        }

        for (var i = 0; i < 3; i++)
        {
            _kafka.Add("nba.raw.schedule", $"g{i}", [1], i);
        }

        Progress = new(3, 3, 2);
        Log.Add("replayed");
    }

    public Task StartAsync(CancellationToken cancel)
    {
        Log.Add("materialiser started");
        return Task.CompletedTask;
    }

    public Task CatchUpAsync(IReadOnlyList<PartitionEnds> ends, CancellationToken cancel)
    {
        Log.Add("materialiser caught up");
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        Log.Add("materialiser stopped");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Log.Add("disposed");
        return ValueTask.CompletedTask;
    }
}

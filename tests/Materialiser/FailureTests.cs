using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Tests;

public sealed class FailureTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_full_disk_stops_with_the_bytes_that_lack_and_the_next_start_loses_nothing()
    {
        _scene.AddRow("a");
        await _scene.RunToEndAsync();
        _scene.AddRow("b");
        var options = _scene.Options with { MinFreeBytes = 1000 };
        _scene.Files.FreeBytes = 1005; // opens, but has no room for a batch
        var error = await Scene.RunToFailureAsync(_scene.Create(options));
        error.ShouldBeOfType<MaterialiserException>();
        error.Message.ShouldContain("1,005 bytes are free");
        error.Message.ShouldContain(_scene.Options.DatabasePath);
        _scene.Files.FreeBytes = long.MaxValue;
        await _scene.RunToEndAsync();
        _scene.Query("SELECT * FROM raw.rows ORDER BY ALL").ShouldBe(["a|0|1", "b|0|2"]);
    }

    [Fact]
    public async Task A_disk_that_fills_while_the_snapshot_is_renamed_keeps_the_old_snapshot_and_the_tables()
    {
        _scene.AddRow("a");
        await _scene.RunToEndAsync();
        _scene.AddRow("b");
        _scene.Files.OnReplace = _ => throw new IOException("No space left on device");
        var materialiser = _scene.Create(_scene.Options with { SnapshotIntervalMs = 1 });
        using var stop = new CancellationTokenSource();
        var run = materialiser.RunAsync(stop.Token);
        var error = await Should.ThrowAsync<MaterialiserException>(run.WaitAsync(TimeSpan.FromSeconds(60)));
        error.Message.ShouldContain("The disk is full");
        _scene.Query("SELECT count(*) FROM raw.rows", "read.duckdb").ShouldBe(["1"]);
        _scene.Files.OnReplace = null;
        await _scene.RunToEndAsync();
        _scene.Query("SELECT count(*) FROM raw.rows", "read.duckdb").ShouldBe(["2"]);
    }

    [Fact]
    public async Task A_file_that_is_no_DuckDB_file_is_named_and_left_alone()
    {
        await File.WriteAllTextAsync(_scene.Options.DatabasePath, new string('x', 8192));
        _scene.AddRow("a");
        var error = await Scene.RunToFailureAsync(_scene.Create());
        error.ShouldBeOfType<DuckDbException>();
        error.Message.ShouldContain(_scene.Options.DatabasePath);
        error.Message.ShouldContain("not a valid DuckDB database file");
        (await File.ReadAllTextAsync(_scene.Options.DatabasePath)).ShouldStartWith("xxxx");
    }

    [Fact]
    public async Task Waiting_for_offsets_can_be_cancelled_and_ends_when_the_materialiser_stops()
    {
        _scene.AddRow("a");
        var materialiser = _scene.Create();
        using var stop = new CancellationTokenSource();
        var run = materialiser.RunAsync(stop.Token);
        Confluent.Kafka.TopicPartitionOffset[] far = [new(Scene.Rows, 0, 1000)];
        using var impatient = new CancellationTokenSource();
        var cancelled = materialiser.CaughtUpAsync(far, impatient.Token);
        var left = materialiser.CaughtUpAsync(far, CancellationToken.None);
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        await stop.CancelAsync();
        await run;
        await Should.ThrowAsync<MaterialiserException>(left);
    }

    [Fact]
    public async Task Who_waits_for_offsets_gets_the_failure_of_the_materialiser()
    {
        _scene.AddRow("a");
        var materialiser = _scene.Create(probe: point =>
            _ = point == CommitPoint.OffsetsStored ? throw new InvalidOperationException("crash") : 0
        );
        var waiting = materialiser.CaughtUpAsync(_scene.Source.Ends, CancellationToken.None);
        await Scene.RunToFailureAsync(materialiser);
        (await Should.ThrowAsync<InvalidOperationException>(waiting)).Message.ShouldBe("crash");
        (
            await Should.ThrowAsync<InvalidOperationException>(materialiser.CaughtUpAsync(_scene.Source.Ends, CancellationToken.None))
        ).Message.ShouldBe("crash");
    }

    [Fact]
    public async Task A_broker_that_is_away_for_a_while_stops_nothing()
    {
        _scene.AddRow("a");
        var materialiser = _scene.Create(_scene.Options with { DiscoverIntervalMs = 1 });
        _scene.Source.BrokerAway = new MaterialiserException("away");
        using var stop = new CancellationTokenSource();
        var run = materialiser.RunAsync(stop.Token);
        await materialiser.CaughtUpAsync(_scene.Source.Ends, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        _scene.AddRow("b");
        await materialiser.CaughtUpAsync(_scene.Source.Ends, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await run;
        _scene.Source.Looks.ShouldBeGreaterThan(1);
        _scene.Query("SELECT count(*) FROM raw.rows").ShouldBe(["2"]);
    }

    [Fact]
    public void Two_topics_that_would_be_one_table_are_refused()
    {
        _scene.Mappings = [new TableMapping("nba.raw.rows", Scene.RowsSchema), new TableMapping("other.raw.rows", Scene.RowsSchema)];
        Should.Throw<ArgumentException>(() => _scene.Create()).Message.ShouldContain("table raw.rows");
    }
}

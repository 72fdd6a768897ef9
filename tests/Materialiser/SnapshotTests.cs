namespace NbaPipeline.Materialiser.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task The_snapshot_holds_tables_and_offsets_that_agree_while_the_materialiser_runs()
    {
        var published = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var materialiser = _scene.Create(
            _scene.Options with
            {
                SnapshotIntervalMs = 1,
            },
            point => _ = point == CommitPoint.SnapshotRenamed && published.TrySetResult()
        );
        _scene.AddRow("a");
        using var stop = new CancellationTokenSource();
        var run = materialiser.RunAsync(stop.Token);
        await published.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var rows = _scene.Query("SELECT (SELECT count(*) FROM raw.rows) = coalesce((SELECT sum(\"rows\") FROM meta), 0)", "read.duckdb");
        rows.ShouldBe(["true"]);
        await stop.CancelAsync();
        await run;
        _scene.Query("SELECT * FROM raw.rows", "read.duckdb").ShouldBe(["a|0|1"]);
        _scene.Query("SELECT next_offset FROM meta", "read.duckdb").ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_reader_of_the_old_snapshot_keeps_it_when_a_new_one_takes_its_name()
    {
        _scene.AddRow("a");
        await _scene.RunToEndAsync();
        using var old = new FileStream(Path.Combine(_scene.Folder, "read.duckdb"), FileMode.Open, FileAccess.Read);
        var before = old.Length;
        _scene.AddRow("b");
        await _scene.RunToEndAsync();
        old.Length.ShouldBe(before);
        _scene.Query("SELECT count(*) FROM raw.rows", "read.duckdb").ShouldBe(["2"]);
    }

    [Fact]
    public async Task A_restart_that_finds_nothing_new_leaves_the_snapshot()
    {
        _scene.AddRow("a");
        await _scene.RunToEndAsync();
        (await PublishesAsync()).ShouldBe(0);
        File.Delete(Path.Combine(_scene.Folder, "read.duckdb"));
        (await PublishesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_snapshot_that_is_older_than_the_live_file_is_written_anew()
    {
        _scene.AddRow("a");
        await _scene.RunToEndAsync();
        var snapshot = Path.Combine(_scene.Folder, "read.duckdb");
        File.Copy(snapshot, snapshot + ".old");
        _scene.AddRow("b");
        await _scene.RunToEndAsync();
        File.Move(snapshot + ".old", snapshot, overwrite: true);

        (await PublishesAsync()).ShouldBe(1);

        _scene.Query("SELECT count(*) FROM raw.rows", "read.duckdb").ShouldBe(["2"]);
    }

    private async Task<int> PublishesAsync()
    {
        var publishes = 0;
        var materialiser = _scene.Create(probe: point => publishes += point == CommitPoint.SnapshotRenamed ? 1 : 0);
        using var stop = new CancellationTokenSource();
        var run = materialiser.RunAsync(stop.Token);
        await materialiser.CaughtUpAsync(_scene.Source.Ends, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await run;
        return publishes;
    }
}

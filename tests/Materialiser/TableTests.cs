namespace NbaPipeline.Materialiser.Tests;

public sealed class TableTests : IDisposable
{
    private const string AllPoints = "SELECT * FROM predictions.points ORDER BY ALL";
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task The_newest_record_of_an_identity_is_the_row(int batchRecords)
    {
        _scene.AddPoints("g1", 20.5, 1);
        _scene.AddPoints("g2", 20.5, 2);
        _scene.AddPoints("g1", 20.5, 3);
        _scene.AddPoints("g1", 21.5, 4);
        await _scene.RunToEndAsync(_scene.Options with { MaxBatchRecords = batchRecords });
        _scene.Query(AllPoints).ShouldBe(["g1|20.5|3", "g1|21.5|4", "g2|20.5|2"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task An_identity_with_a_null_in_it_is_one_identity(int batchRecords)
    {
        _scene.AddPoints("g1", null, 1);
        _scene.AddPoints("g1", null, 2);
        await _scene.RunToEndAsync(_scene.Options with { MaxBatchRecords = batchRecords });
        _scene.Query(AllPoints).ShouldBe(["g1|NULL|2"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task A_record_without_value_deletes_the_rows_of_its_key_and_they_can_come_back(int batchRecords)
    {
        _scene.AddPoints("g1", 20.5, 1);
        _scene.AddPoints("g1", 21.5, 2);
        _scene.AddPoints("g2", 20.5, 3);
        _scene.Source.Add(Scene.Points, "g1", null);
        _scene.AddPoints("g1", 21.5, 4);
        await _scene.RunToEndAsync(_scene.Options with { MaxBatchRecords = batchRecords });
        _scene.Query(AllPoints).ShouldBe(["g1|21.5|4", "g2|20.5|3"]);
        _scene.Query("SELECT record_key, \"offset\" FROM predictions.points_meta ORDER BY ALL").ShouldBe(["g1|4", "g2|2"]);
    }

    [Fact]
    public async Task Every_record_of_a_topic_without_identity_is_a_row_whose_number_does_not_depend_on_markers()
    {
        _scene.AddRow("a");
        _scene.Source.AddMarker(Scene.Rows);
        _scene.AddRow("a");
        _scene.AddRow("b", partition: 1);
        await _scene.RunToEndAsync();
        _scene.Query("SELECT * FROM raw.rows ORDER BY ALL").ShouldBe(["a|0|1", "a|0|2", "b|1|1"]);
        _scene
            .Query("SELECT record_partition, record_number, \"offset\" FROM raw.rows_meta ORDER BY ALL")
            .ShouldBe(["0|1|0", "0|2|2", "1|1|0"]);
    }

    [Fact]
    public async Task Where_a_row_came_from_is_in_its_meta_table_and_what_the_file_stands_for_in_meta()
    {
        _scene.AddPoints("g1", 20.5, 1, timeMs: 2_000, key: "the key");
        _scene.AddPoints("g2", null, 1, timeMs: 1_500);
        var materialiser = await _scene.RunToEndAsync();
        _scene
            .Query("SELECT * FROM predictions.points_meta ORDER BY ALL")
            .ShouldBe([
                "g1|20.5|nba.predictions.points|0|0|1970-01-01 00:00:02+00:00|the key",
                "g2|NULL|nba.predictions.points|0|1|1970-01-01 00:00:01.5+00:00|g2",
            ]);
        _scene.Query("SELECT * FROM meta").ShouldBe(["nba.predictions.points|0|2|1970-01-01 00:00:02+00:00|2|2|0"]);
        materialiser.Progress.Records.ShouldBe(2);
    }

    [Fact]
    public async Task The_docs_of_fields_are_the_comments_of_columns()
    {
        await _scene.RunToEndAsync();
        _scene
            .Query("SELECT comment FROM duckdb_columns() WHERE column_name = 'game_id' AND table_name = 'points'")
            .ShouldBe(["Id of the game."]);
    }

    [Fact]
    public async Task The_end_of_a_partition_counts_although_only_markers_lie_before_it()
    {
        _scene.AddPoints("g1", 20.5, 1);
        _scene.Source.AddMarker(Scene.Points);
        _scene.Source.AddMarker(Scene.Points);
        var materialiser = await _scene.RunToEndAsync();
        materialiser.Progress.Partitions.Values.Single().NextOffset.ShouldBe(3);
        _scene.Query("SELECT next_offset, records FROM meta").ShouldBe(["3|1"]);
    }

    [Fact]
    public async Task A_restart_goes_on_behind_what_is_committed()
    {
        _scene.AddRow("a");
        await _scene.RunToEndAsync();
        _scene.AddRow("b");
        await _scene.RunToEndAsync();
        _scene.Query("SELECT * FROM raw.rows ORDER BY ALL").ShouldBe(["a|0|1", "b|0|2"]);
    }
}

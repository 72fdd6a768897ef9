namespace NbaPipeline.Sources.Tests;

public sealed class RecognitionTests
{
    public static TheoryData<string, string> LayoutsAndContainers()
    {
        var data = new TheoryData<string, string>();
        foreach (var layout in LayoutCatalog.All.Where(layout => layout.Kind != LayoutKind.NotUsed))
        {
            foreach (var container in (string[])["csv", "csv.gz", "parquet"])
            {
                data.Add(layout.Name, container);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(LayoutsAndContainers))]
    public void A_layout_is_recognised_by_its_columns_in_every_container_whatever_the_name(string layout, string container)
    {
        using var replays = new Replays();
        replays.Write("something.dat", Samples.Of(layout), container);

        var result = replays.Run();

        var count = result.Layouts.ShouldHaveSingleItem();
        count.Layout.ShouldBe(layout);
        count.Rows.ShouldBe(Samples.Of(layout).Rows.Count);
        result.Notices.ShouldBeEmpty();
        result.Warnings.ShouldBeEmpty();
        result.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void The_containers_give_equal_records()
    {
        using var csv = new Replays().Write("one", Samples.Box(), "csv");
        using var gzip = new Replays().Write("one", Samples.Box(), "csv.gz");
        using var parquet = new Replays().Write("one", Samples.Box(), "parquet");
        csv.Run();
        gzip.Run();
        parquet.Run();

        gzip.Sequence.ShouldBe(csv.Sequence);
        parquet.Sequence.ShouldBe(csv.Sequence);
    }

    [Fact]
    public void Order_and_case_of_columns_do_not_matter()
    {
        using var plain = new Replays().Write("one", Samples.Schedule());
        var upper = Samples.Schedule().Reversed();
        using var other = new Replays().Write(
            "one",
            upper with
            {
                Columns = upper.Columns.Select(name => name.ToUpperInvariant()).ToArray(),
            }
        );
        plain.Run();
        other.Run();

        other.Sequence.ShouldBe(plain.Sequence);
    }

    [Fact]
    public void An_unknown_column_is_named_in_a_warning_and_skipped()
    {
        using var plain = new Replays().Write("box.csv", Samples.Box());
        using var wider = new Replays().Write("box.csv", Samples.Box().WithColumn("TIPS", "7"));
        plain.Run();

        wider.Run().Warnings.ShouldHaveSingleItem().ShouldBe("box.csv: column TIPS is unknown to player_box: skipped");
        wider.Sequence.ShouldBe(plain.Sequence);
    }

    [Theory]
    [InlineData("player_box", "PTS")]
    [InlineData("schedule", "game_id")]
    [InlineData("props_oddsapi", "player")]
    [InlineData("props_dfs", "line")]
    [InlineData("props_pra", "snapshot_utc")]
    [InlineData("props_oddsapi_sample", "over_american")]
    [InlineData("prizepicks", "stat")]
    public void A_renamed_column_is_an_error_that_names_file_column_and_columns_found(string layout, string column)
    {
        using var replays = new Replays();
        replays.Write("x/file.csv", Samples.Of(layout).Renamed(column, "renamed"));

        var error = Should.Throw<SourceLayoutException>(() => replays.Run());

        error.File.ShouldBe("x/file.csv");
        error.Missing.ShouldBe([column.ToLowerInvariant()]);
        error.Message.ShouldContain($"looks like {layout} but lacks the column {column.ToLowerInvariant()}");
        error.Message.ShouldContain("renamed");
        replays.Broker.Log.ShouldBeEmpty();
    }

    [Fact]
    public void A_column_that_stands_twice_is_an_error()
    {
        using var replays = new Replays();
        replays.Write("box.csv", Samples.Box().WithColumn("PTS", "3"));

        Should
            .Throw<SourceLayoutException>(() => replays.Run())
            .Message.ShouldContain("the column PTS stands in the header more than once");
    }

    [Fact]
    public void Tables_that_nothing_reads_are_skipped_with_one_notice_each()
    {
        using var replays = new Replays().Write("box.csv", Samples.Box());
        File.WriteAllText(
            replays.Data.File("shots.csv"),
            "season,game_id,game_date,team_id,player_id,shot_made,action_type,shot_type,basic_zone,loc_x,loc_y,shot_distance\n"
        );
        File.WriteAllText(replays.Data.File("other.csv"), "a,b,c\n1,2,3\n");

        replays
            .Run()
            .Notices.ShouldBe([
                "other.csv: no layout has its columns (a, b, c): skipped",
                "shots.csv: shots is not used by this path: skipped",
            ]);
    }

    [Fact]
    public void Files_that_are_no_tables_share_one_notice()
    {
        using var replays = new Replays().Write("box.csv", Samples.Box());
        File.WriteAllText(replays.Data.File("payload.json"), "{\"a\":1}");
        File.WriteAllText(replays.Data.File("page.html"), "<html></html>");
        File.WriteAllBytes(replays.Data.File("payload.json.gz"), Table.Gzip("[1,2]"));
        File.WriteAllBytes(replays.Data.File("blob.bin"), [1, 0, 2, 0]);

        replays.Run().Notices.ShouldHaveSingleItem().ShouldBe("4 files are not a table (JSON, HTML, PDF, text): skipped");
    }

    [Fact]
    public void A_directory_without_any_table_is_an_error()
    {
        using var replays = new Replays();

        Should.Throw<SourceException>(() => replays.Run()).Message.ShouldContain("has no schedule, player box score or player props table");
    }

    [Fact]
    public void A_directory_that_is_not_there_is_an_error_with_its_name()
    {
        using var replays = new Replays();
        Directory.Delete(replays.Data.Path);

        Should.Throw<SourceException>(() => replays.Run()).Message.ShouldContain(replays.Data.Path);
        Directory.CreateDirectory(replays.Data.Path);
    }
}

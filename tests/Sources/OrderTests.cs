using System.Globalization;
using Xunit.Abstractions;

namespace NbaPipeline.Sources.Tests;

public sealed class OrderTests(ITestOutputHelper output)
{
    [Fact]
    public void Records_come_in_event_time_order_over_all_files()
    {
        using var replays = new Replays().WriteAll();
        replays.Run();

        var times = Raw(replays).Select(record => record.TimeMs).ToArray();
        times.ShouldBe(times.Order());
        Raw(replays)
            .Select(record => record.Topic["nba.raw.".Length..])
            .ShouldBe([
                "schedule",
                "player_boxscore",
                "schedule",
                "schedule",
                "player_boxscore",
                "player_boxscore",
                "player_props",
                "player_props",
                "player_props",
                "player_boxscore",
            ]);
    }

    [Fact]
    public void Ties_go_by_topic_file_and_row()
    {
        using var replays = new Replays();
        replays.Write("b.csv", Samples.Box()).Write("a.csv", Samples.Box()).Write("c.csv", Samples.Schedule());
        replays.Run();

        replays
            .Boxes.Where(row => row.GameId == "0022300061")
            .Select(row => $"{row.SourceFile}:{row.RowNumber}")
            .ShouldBe(["a.csv:1", "a.csv:2", "b.csv:1", "b.csv:2"]);
    }

    [Fact]
    public void Random_files_in_random_batches_give_the_order_of_a_plain_sort()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 20; round++)
        {
            using var replays = new Replays();
            var expected = WriteRandom(replays, random);
            replays.Run(batchRecords: random.Next(1, 40));

            replays
                .Props.Select(row => (row.SnapshotAt!.Value.ToUnixTimeMilliseconds(), row.SourceFile, row.RowNumber))
                .ShouldBe(expected.Order().ToArray(), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Keys_are_game_ids_event_ids_or_the_game_in_words()
    {
        using var replays = new Replays().WriteAll().Write("pp.csv", Samples.Props("prizepicks"));
        replays.Run();

        replays.Broker["nba.raw.schedule"].Select(record => record.KeyText).ShouldBe(["0022200001", "0022300061", "0022301199"]);
        replays.Broker["nba.raw.player_boxscore"][0].KeyText.ShouldBe("0022200001");
        replays.Broker["nba.raw.player_props"].Select(record => record.KeyText).Distinct().ShouldBe(["e1", "2024-04-14|HOU|LAC"]);
    }

    [Fact]
    public void Every_record_says_its_layout_and_the_hash_of_its_content()
    {
        using var replays = new Replays().WriteAll();
        replays.Run();

        Raw(replays).ShouldAllBe(record => record.Header(SourceHeaders.ContentHash)!.Length == 16);
        Raw(replays)
            .Select(record => record.Header(SourceHeaders.Source))
            .Distinct()
            .Order()
            .ShouldBe(["player_box", "props_dfs", "props_oddsapi", "schedule"]);
        Raw(replays).Select(record => record.Header(SourceHeaders.ContentHash)).Distinct().Count().ShouldBe(10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void Progress_never_promises_what_a_later_record_breaks(int batchRecords)
    {
        using var replays = new Replays().WriteAll();
        var result = replays.Run(batchRecords);

        long promised = -1;
        foreach (var record in replays.Broker.Log)
        {
            if (record.Topic == RecordingProgressSink.Topic)
            {
                var completeTo = RecordingProgressSink.CompleteTo(record);
                completeTo.ShouldBeGreaterThanOrEqualTo(promised);
                promised = completeTo;
            }
            else if (record.Topic.StartsWith("nba.raw.", StringComparison.Ordinal))
            {
                record.TimeMs.ShouldBeGreaterThan(promised);
            }
        }

        promised.ShouldBe(Raw(replays).Max(record => record.TimeMs));
        result.CompleteToMs.ShouldBe(promised);
    }

    private static IEnumerable<StoredRecord> Raw(Replays replays) =>
        replays.Broker.Log.Where(record => record.Topic.StartsWith("nba.raw.", StringComparison.Ordinal));

    private static List<(long TimeMs, string File, long Row)> WriteRandom(Replays replays, Random random)
    {
        var expected = new List<(long, string, long)>();
        var start = new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);
        for (var file = 0; file < random.Next(1, 5); file++)
        {
            var name = $"{(char)('a' + random.Next(26))}{file}.csv";
            var table = Samples.Props("props_oddsapi") with { Rows = [] };
            for (var row = 1; row <= random.Next(1, 60); row++)
            {
                var at = start.AddSeconds(random.Next(0, 40)); // few instants, many ties
                expected.Add((at.ToUnixTimeMilliseconds(), name, row));
                table.Rows.Add(
                    Samples.Cells(
                        $"2024-03-01,e{row},2024-03-02 00:10:00,Boston Celtics,Houston Rockets,book,player_points,"
                            + $"{at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)},P{row},Over,1.5,-110"
                    )
                );
            }

            replays.Write(name, table);
        }

        return expected;
    }
}

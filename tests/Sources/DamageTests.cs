using System.Text;
using NbaPipeline.Contracts;

namespace NbaPipeline.Sources.Tests;

public sealed class DamageTests
{
    private static readonly Table ManyRows = Samples.Box() with
    {
        Rows = Enumerable
            .Range(0, 2_000)
            .Select(i =>
                Samples.Player(
                    "2023-24",
                    "0022300061",
                    "2023-10-24",
                    $"{i}",
                    $"Player {i * 7919}",
                    "LAL",
                    "Los Angeles Lakers",
                    "DEN",
                    $"{i % 40}"
                )
            )
            .ToList(),
    };

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(100)]
    [InlineData(5_000)]
    public void A_truncated_gzip_is_reported_with_file_and_row_and_its_good_rows_are_kept(int missingBytes)
    {
        using var replays = new Replays();
        var bytes = Table.Gzip(ManyRows.ToCsv());
        File.WriteAllBytes(replays.Data.File("box.csv.gz"), bytes[..^missingBytes]);

        var result = replays.Run();

        var failure = result.Failures.ShouldHaveSingleItem();
        failure.File.ShouldBe("box.csv.gz");
        failure.Message.ShouldContain($"cut short");
        failure.Message.ShouldContain($"after row {failure.LastGoodRow}");
        replays.Boxes.Count.ShouldBe((int)failure.LastGoodRow);
        replays.Boxes.Select(row => row.PlayerId).ShouldBe(ManyRows.Rows.Take((int)failure.LastGoodRow).Select(row => row[4]));
        var letter = replays.DeadLetters(Topics.RawPlayerBoxscore).ShouldHaveSingleItem();
        letter.KeyText.ShouldBe("box.csv.gz");
        letter.Header(SourceHeaders.ErrorMessage).ShouldBe(failure.Message);
        letter.Header(SourceHeaders.ErrorClass).ShouldBe("permanent");
    }

    [Fact]
    public void After_a_truncated_file_is_fetched_again_only_the_missing_rows_are_produced()
    {
        using var replays = new Replays();
        var bytes = Table.Gzip(ManyRows.ToCsv());
        File.WriteAllBytes(replays.Data.File("box.csv.gz"), bytes[..(bytes.Length / 2)]);
        replays.Run();
        var before = replays.Boxes.Count;
        File.WriteAllBytes(replays.Data.File("box.csv.gz"), bytes);

        var result = replays.Run();

        before.ShouldBeInRange(1, 1_999);
        result.Failures.ShouldBeEmpty();
        result.Produced.ShouldBe(2_000 - before);
        replays.Boxes.Select(row => row.PlayerId).Distinct().Count().ShouldBe(2_000);
    }

    [Fact]
    public void A_gzip_of_several_members_is_whole()
    {
        using var replays = new Replays();
        var text = ManyRows.ToCsv();
        var half = text.IndexOf('\n', text.Length / 2) + 1;
        File.WriteAllBytes(replays.Data.File("box.csv.gz"), [.. Table.Gzip(text[..half]), .. Table.Gzip(text[half..])]);

        var result = replays.Run();

        result.Failures.ShouldBeEmpty();
        replays.Boxes.Count.ShouldBe(2_000);
    }

    [Fact]
    public void Corrupt_gzip_data_is_reported_with_file_and_row()
    {
        using var replays = new Replays();
        var bytes = Table.Gzip(ManyRows.ToCsv());
        bytes.AsSpan(bytes.Length / 2, 200).Fill(0xFF);
        File.WriteAllBytes(replays.Data.File("box.csv.gz"), bytes);

        replays.Run().Failures.ShouldHaveSingleItem().Message.ShouldStartWith("box.csv.gz: the gzip data is corrupt after row ");
    }

    [Theory]
    [InlineData(100)] // the directory at the end is gone
    [InlineData(0)] // the directory is there, the data is not what it says
    public void A_corrupt_parquet_file_is_reported_with_its_name(int missingBytes)
    {
        using var replays = new Replays().Write("good.csv", Samples.Schedule());
        replays.Write("box", ManyRows, "parquet");
        var path = replays.Data.File("box");
        var bytes = File.ReadAllBytes(path)[..^missingBytes];
        bytes.AsSpan(100, missingBytes == 0 ? bytes.Length / 2 : 0).Fill(0xEE);
        File.WriteAllBytes(path, bytes);

        var result = replays.Run();

        result.Failures.ShouldHaveSingleItem().Message.ShouldStartWith("box: the parquet data cannot be read");
        replays.Schedules.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void An_empty_file_is_reported(string text)
    {
        using var replays = new Replays().Write("good.csv", Samples.Schedule());
        File.WriteAllText(replays.Data.File("empty.csv"), text);

        replays.Run().Failures.ShouldHaveSingleItem().File.ShouldBe("empty.csv");
        replays.Schedules.Count.ShouldBe(3);
    }

    [Fact]
    public void An_empty_gzip_is_reported()
    {
        using var replays = new Replays().Write("good.csv", Samples.Schedule());
        File.WriteAllBytes(replays.Data.File("empty.csv.gz"), Table.Gzip(""));

        replays.Run().Failures.ShouldHaveSingleItem().File.ShouldBe("empty.csv.gz");
    }

    [Fact]
    public void A_header_without_rows_is_no_failure()
    {
        using var replays = new Replays().Write("box.csv", Samples.Box() with { Rows = [] });

        var result = replays.Run();

        result.Failures.ShouldBeEmpty();
        result.Layouts.ShouldHaveSingleItem().Rows.ShouldBe(0);
    }

    [Fact]
    public void A_row_with_a_field_too_few_becomes_a_dead_letter_with_its_bytes()
    {
        using var replays = new Replays();
        var lines = Samples.Box().ToCsv().Split('\n');
        lines[2] = lines[2][..lines[2].LastIndexOf(',')];
        File.WriteAllText(replays.Data.File("box.csv"), string.Join('\n', lines));

        var result = replays.Run();

        result.Failures.ShouldBeEmpty();
        result.Layouts[0].Malformed.ShouldBe(1);
        replays.Boxes.Count.ShouldBe(3);
        var letter = replays.DeadLetters(Topics.RawPlayerBoxscore).ShouldHaveSingleItem();
        Encoding.UTF8.GetString(letter.Value).ShouldBe(lines[2]);
        letter.Header(SourceHeaders.ErrorMessage).ShouldBe("the row has 33 fields, the header 34");
        letter.Header(SourceHeaders.ErrorNode).ShouldBe("box.csv:2");
        letter.Header(SourceHeaders.ErrorTopic).ShouldBe("nba.raw.player_boxscore");
    }

    [Fact]
    public void An_open_quote_swallows_no_row_but_its_own()
    {
        using var replays = new Replays();
        File.WriteAllText(replays.Data.File("box.csv"), Samples.Box().ToCsv().Replace("Nikola", "\"Nikola", StringComparison.Ordinal));

        replays.Run().Layouts[0].Malformed.ShouldBe(1);
        replays.Boxes.Select(row => row.PlayerName).ShouldBe(["Jayson Tatum", "LeBron James", "Paul George"]);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_cost_one_row()
    {
        using var replays = new Replays();
        var bytes = Encoding.UTF8.GetBytes(Samples.Box().ToCsv());
        bytes[bytes.AsSpan().IndexOf("LeBron"u8)] = 0xFF;
        File.WriteAllBytes(replays.Data.File("box.csv"), bytes);

        replays.Run().Layouts[0].Malformed.ShouldBe(1);
        replays.Boxes.Count.ShouldBe(3);
        replays.DeadLetters(Topics.RawPlayerBoxscore)[0].Header(SourceHeaders.ErrorMessage).ShouldBe("the text is not UTF-8");
    }

    [Theory]
    [InlineData("PLAYER_NAME")]
    [InlineData("PTS")]
    [InlineData("GAME_ID")]
    [InlineData("SEASON")]
    public void A_missing_value_stays_missing_and_the_row_is_kept(string column)
    {
        using var replays = new Replays().Write("box.csv", Samples.Box().With(0, column, null));
        replays.Run();

        replays.Boxes.Count.ShouldBe(4);
        replays.Boxes.Count(row => row.PlayerName is null || row.Pts is null || row.GameId is null || row.Season is null).ShouldBe(1);
    }

    [Fact]
    public void A_value_over_16_MiB_becomes_a_dead_letter_that_names_both_sizes()
    {
        using var replays = new Replays();
        var arena = new string('x', 17 * 1024 * 1024);
        replays.Write("schedule", Samples.Schedule().With(0, "arena", arena), "parquet");
        replays.Run();

        replays.Schedules.Count.ShouldBe(2);
        var message = replays.DeadLetters(Topics.RawSchedule).ShouldHaveSingleItem().Header(SourceHeaders.ErrorMessage)!;
        message.ShouldContain("schedule:1 is 17,82");
        message.ShouldContain("nba.raw.schedule takes 16,777,216 B");
    }

    [Fact]
    public void A_file_that_fails_while_being_read_is_reported_and_the_others_are_kept()
    {
        using var replays = new Replays().WriteAll();
        replays.Files = new FailingInputFiles("b/box.csv.gz", failFromOpen: 4, "Input/output error");

        var result = replays.Run();

        result.Failures.ShouldHaveSingleItem().Message.ShouldContain("b/box.csv.gz");
        result.Failures[0].Message.ShouldContain("Input/output error");
        replays.Schedules.Count.ShouldBe(3);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_reported_and_the_others_are_kept()
    {
        using var replays = new Replays().WriteAll();
        replays.Files = new FailingInputFiles("dfs.csv", failFromOpen: 1, "Permission denied");

        replays.Run().Failures.ShouldHaveSingleItem().Message.ShouldBe("dfs.csv: the file cannot be read: Permission denied");
        replays.Props.Count.ShouldBe(2);
    }
}

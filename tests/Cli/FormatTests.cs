using System.Text.Json;

namespace NbaPipeline.Cli.Tests;

public sealed class FormatTests
{
    private static readonly Column[] Columns = [new("name"), new("records", true), new("note"), new("hidden", WideOnly: true)];

    private static readonly object?[][] Rows =
    [
        ["a|b", 1234567L, "say \"hi\", you", true],
        ["ü", null, null, 2.5],
    ];

    [Fact]
    public void Json_is_one_array_with_raw_numbers() =>
        Render(w => new JsonRowWriter(w))
            .ShouldBe(
                "[{\"name\":\"a|b\",\"records\":1234567,\"note\":\"say \\\"hi\\\", you\",\"hidden\":true},\n {\"name\":\"ü\",\"records\":null,\"note\":null,\"hidden\":2.5}]\n"
            );

    [Fact]
    public void Json_lines_are_one_object_each()
    {
        var lines = Render(w => new JsonlRowWriter(w)).TrimEnd().Split('\n');
        lines.Length.ShouldBe(2);
        foreach (var line in lines)
        {
            JsonDocument.Parse(line).RootElement.EnumerateObject().Count().ShouldBe(4);
        }
    }

    [Fact]
    public void Csv_quotes_as_rfc_4180() =>
        Render(w => new CsvRowWriter(w)).ShouldBe("name,records,note,hidden\na|b,1234567,\"say \"\"hi\"\", you\",true\nü,,,2.5\n");

    [Fact]
    public void Markdown_escapes_bars_and_aligns_numbers() =>
        Render(w => new MarkdownRowWriter(w))
            .ShouldBe(
                "| name | records | note | hidden |\n| --- | ---: | --- | --- |\n| a\\|b | 1234567 | say \"hi\", you | true |\n| ü |  |  | 2.5 |\n"
            );

    [Fact]
    public void Tables_group_digits_and_hide_wide_columns() =>
        Render(w => new SelectingRowWriter(new TableRowWriter(w, false, false, int.MaxValue), null, true))
            .ShouldBe("name    records  note\na|b   1 234 567  say \"hi\", you\nü\n");

    [Fact]
    public void Fields_choose_and_order_columns() =>
        Render(w => new SelectingRowWriter(new CsvRowWriter(w), ["hidden", "name"], false)).ShouldBe("hidden,name\ntrue,a|b\n2.5,ü\n");

    [Fact]
    public void An_unknown_field_names_the_nearest()
    {
        var error = Should.Throw<CliException>(() => Render(w => new SelectingRowWriter(new CsvRowWriter(w), ["recrods"], false)));
        error.ExitCode.ShouldBe(2);
        error.Message.ShouldContain("did you mean 'records'?");
    }

    [Fact]
    public void Long_tables_keep_their_first_rows_widths_and_lose_nothing()
    {
        using var text = new StringWriter { NewLine = "\n" };
        var writer = new TableRowWriter(text, true, false, int.MaxValue);
        writer.Begin([new("n", true)]);
        for (var i = 0L; i < 2500; i++)
        {
            writer.Row([i]);
        }

        writer.End();
        text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2501);
    }

    [Theory]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(1e300, "1E+300")]
    [InlineData(0.1, "0.1")]
    public void Every_double_is_valid_json(double value, string expected) => CellText.Json(value).ShouldBe(expected);

    [Fact]
    public void Times_are_utc_and_bytes_are_hex()
    {
        CellText.Of(new DateTimeOffset(2024, 1, 15, 3, 4, 5, TimeSpan.FromHours(1))).ShouldBe("2024-01-15T02:04:05Z");
        CellText.Of(new byte[] { 0, 255 }).ShouldBe("00ff");
        CellText.Of(new DateOnly(2024, 1, 15)).ShouldBe("2024-01-15");
    }

    private static string Render(Func<TextWriter, IRowWriter> make)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var writer = make(text);
        writer.Begin(Columns);
        foreach (var row in Rows)
        {
            writer.Row(row);
        }

        writer.End();
        return text.ToString();
    }
}

using System.Text.Json;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Cli.Tests;

public sealed class SqlTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public SqlTests()
    {
        using var database = DuckDbConnection.OpenFile(_temp.Folder.ReadDatabase);
        using var command = database.CreateCommand();
        command.CommandText =
            "create schema predictions; create table predictions.points as select i as game, 'p' || i as player, i + 0.5 as line, date '2024-03-01' as day from range(3) t(i)";
        command.ExecuteNonQuery();
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_query_prints_json_lines_when_piped()
    {
        var run = await SqlAsync("from predictions.points order by game limit 1");
        run.Code.ShouldBe(0, run.Error);
        run.Out.ShouldBe("{\"game\":0,\"player\":\"p0\",\"line\":0.5,\"day\":\"2024-03-01\"}\n");
    }

    [Fact]
    public async Task A_sql_error_exits_1_with_the_message_of_DuckDB()
    {
        var run = await SqlAsync("select nothing_such from predictions.points");
        run.Code.ShouldBe(1);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain("nothing_such");
    }

    [Fact]
    public async Task A_write_is_refused_and_changes_nothing()
    {
        var run = await SqlAsync("delete from predictions.points");
        run.Code.ShouldBe(1);
        run.Error.ShouldContain("only reads");
        (await SqlAsync("select count(*) n from predictions.points")).Out.ShouldBe("{\"n\":3}\n");
    }

    [Fact]
    public async Task A_file_that_is_no_database_exits_1_and_says_what_to_do()
    {
        await File.WriteAllTextAsync(
            _temp.Folder.ReadDatabase,
            "not a database, but long enough to be looked at by one who expects a header"
        );
        var run = await SqlAsync("select 1");
        run.Code.ShouldBe(1);
        run.Error.ShouldContain("cannot be opened");
        run.Error.ShouldContain("run nba run again");
    }

    [Fact]
    public async Task The_query_may_come_from_standard_input()
    {
        var run = await CliRun.With(new() { In = "select 42 as answer" }, "sql", "-", "--data-dir", _temp.Path, "-o", "csv");
        run.Out.ShouldBe("answer\n42\n");
    }

    [Fact]
    public async Task Every_column_type_is_valid_json()
    {
        var run = await SqlAsync(
            "select 1::hugeint a, 1.25::decimal(5,2) b, [1,2] c, {'x': 1} d, 'a'::blob e, timestamp '2024-01-01 01:02:03' f, null g, interval 1 day h, true i, uuid() j, map{'k': 1} k"
        );
        run.Code.ShouldBe(0, run.Error);
        var row = JsonDocument.Parse(run.Out).RootElement;
        row.GetProperty("b").GetDecimal().ShouldBe(1.25m);
        row.GetProperty("c").GetArrayLength().ShouldBe(2);
        row.GetProperty("f").GetString().ShouldBe("2024-01-01T01:02:03Z");
    }

    private Task<CliRun> SqlAsync(string query) => CliRun.Of("sql", query, "--data-dir", _temp.Path);
}

namespace NbaPipeline.Cli.Tests;

public sealed class UsageTests
{
    [Fact]
    public async Task Unknown_verb_names_the_nearest_and_all_known_and_exits_2()
    {
        var run = await CliRun.Of("topcis");
        run.Code.ShouldBe(2);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain("unknown verb 'topcis', did you mean 'topics'?");
        run.Error.ShouldContain("run, produce, broker, sql, topics, topology, status, bench");
    }

    [Fact]
    public async Task Unknown_sub_verb_names_the_nearest()
    {
        var run = await CliRun.Of("topics", "lst");
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("unknown verb 'lst', did you mean 'list'?");
        run.Error.ShouldContain("nba topics knows: list, read");
    }

    [Fact]
    public async Task Unknown_option_names_the_nearest_and_all_known()
    {
        var run = await CliRun.Of("sql", "select 1", "--ouptut", "json");
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("unknown option '--ouptut', did you mean '--output'?");
        run.Error.ShouldContain("--data-dir");
    }

    [Fact]
    public async Task A_word_that_is_near_to_nothing_gets_the_list_only()
    {
        var run = await CliRun.Of("xyzzy-plugh");
        run.Code.ShouldBe(2);
        run.Error.ShouldNotContain("did you mean");
        run.Error.ShouldContain("nba knows:");
    }

    [Fact]
    public async Task A_group_without_verb_exits_2_with_its_verbs()
    {
        var run = await CliRun.Of("topics");
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("nba topics needs a verb");
        run.Error.ShouldContain("known: list, read");
    }

    [Fact]
    public async Task A_missing_argument_exits_2()
    {
        var run = await CliRun.Of("sql");
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("nba sql --help");
    }

    [Fact]
    public async Task An_unexpected_argument_exits_2()
    {
        var run = await CliRun.Of("sql", "select", "1");
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("unexpected argument '1'");
    }

    [Fact]
    public async Task No_arguments_print_the_help_and_exit_0()
    {
        var run = await CliRun.Of();
        run.Code.ShouldBe(0);
        run.Out.ShouldContain("usage:");
        run.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("-X", "novalue")]
    [InlineData("-X", "=x")]
    [InlineData("--timeout", "soon")]
    public async Task A_malformed_common_flag_exits_2_and_shows_what_was_given(string flag, string value)
    {
        var run = await CliRun.Of("topics", "list", "--bootstrap", "127.0.0.1:1", flag, value);
        run.Code.ShouldBe(2);
        run.Error.ShouldContain(value);
    }

    [Theory]
    [InlineData("map")]
    [InlineData("count")]
    [InlineData("window")]
    [InlineData("join")]
    public async Task Bench_with_a_persistent_store_exits_2_with_a_clear_message(string workload)
    {
        var run = await CliRun.Of(
            "bench",
            workload,
            "--bootstrap",
            "127.0.0.1:1",
            "--application-id",
            "a",
            "--in",
            "i",
            "--out",
            "o",
            "--guarantee",
            "exactly_once_v2",
            "--store",
            "persistent",
            "--commit-ms",
            "100",
            "--threads",
            "1",
            "--follow"
        );
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("--store persistent is not there yet");
    }

    [Theory]
    [InlineData("0.0.0.0:29092", "--allow-remote")]
    [InlineData("nonsense", "ADDRESS:PORT")]
    [InlineData("127.0.0.1:70000", "ADDRESS:PORT")]
    public async Task A_broker_is_not_started_where_it_should_not_listen(string listen, string remedy)
    {
        var run = await CliRun.Of("broker", "--listen", listen, "--data-dir", Path.Combine(Path.GetTempPath(), "nba-never-made"));
        run.Code.ShouldBe(2);
        run.Error.ShouldContain(remedy);
    }

    [Fact]
    public async Task A_broker_on_all_addresses_needs_a_name_to_advertise()
    {
        var run = await CliRun.Of("broker", "--listen", "0.0.0.0:29092", "--allow-remote");
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("--advertise HOST");
    }
}

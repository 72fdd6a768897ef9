namespace NbaPipeline.Cli.Tests;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs =>
        [
            "run",
            "broker",
            "produce",
            "sql",
            "topics list",
            "topics read",
            "topology",
            "status",
            "bench map",
            "bench count",
            "bench window",
            "bench join",
            "help",
            "version",
        ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_has_usage_three_examples_exit_codes_and_environment(string verb)
    {
        var run = await CliRun.Of([.. verb.Split(' '), "--help"]);
        run.Code.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        run.Out.ShouldStartWith($"nba {verb}: ");
        run.Out.ShouldContain($"usage:\n  nba {verb}");
        Section(run.Out, "examples").Count(l => l.Contains("nba ")).ShouldBe(3);
        Section(run.Out, "exit codes").Count.ShouldBeGreaterThanOrEqualTo(5);
        Section(run.Out, "environment").ShouldContain(l => l.Contains("NBA_DATA_DIR"));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_example_parses(string verb)
    {
        foreach (var example in Section((await CliRun.Of([.. verb.Split(' '), "--help"])).Out, "examples"))
        {
            foreach (var command in example.Split('|').Select(c => c.Trim()).Where(c => c.StartsWith("nba ", StringComparison.Ordinal)))
            {
                Nba.BuildRoot(CommonOptions.Create()).Parse(command["nba ".Length..].Replace('\'', '"')).Errors.ShouldBeEmpty(command);
            }
        }
    }

    [Fact]
    public async Task Help_of_run_is_as_documented() =>
        (await CliRun.Of("run", "-h")).Out.ShouldBe(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Snapshots", "run-help.txt"))
        );

    [Fact]
    public async Task Help_of_all_lists_the_verbs() =>
        (await CliRun.Of("--help")).Out.ShouldBe(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Snapshots", "help.txt"))
        );

    [Theory]
    [InlineData("exit-codes", "interrupted")]
    [InlineData("formats", "jsonl")]
    [InlineData("ranges", "--since")]
    [InlineData("record-format", "%T")]
    [InlineData("environment", "NBA_BOOTSTRAP")]
    [InlineData("config", "Precedence")]
    public async Task Help_topics_are_there(string topic, string word)
    {
        var run = await CliRun.Of("help", topic);
        run.Code.ShouldBe(0);
        run.Out.ShouldContain(word);
    }

    [Fact]
    public async Task An_unknown_help_topic_names_the_nearest()
    {
        var run = await CliRun.Of("help", "fromats");
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("did you mean 'formats'?");
    }

    private static List<string> Section(string text, string title) =>
        [.. text.Split('\n').SkipWhile(l => !l.StartsWith(title, StringComparison.Ordinal)).Skip(1).TakeWhile(l => l.Length > 0)];
}

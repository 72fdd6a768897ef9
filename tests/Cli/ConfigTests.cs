namespace NbaPipeline.Cli.Tests;

public sealed class ConfigTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly FakeProbe _probe = new();
    private readonly List<string> _asked = [];

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_flag_goes_before_its_variable()
    {
        await ListAsync(new() { ["NBA_BOOTSTRAP"] = "variable:1" }, "--bootstrap", "flag:1");
        _asked.ShouldBe(["flag:1"]);
    }

    [Fact]
    public async Task A_variable_goes_before_the_default()
    {
        await ListAsync(new() { ["NBA_BOOTSTRAP"] = "variable:1" });
        _asked.ShouldBe(["variable:1"]);
    }

    [Fact]
    public async Task A_variable_is_judged_like_its_flag()
    {
        var run = await ListAsync(new() { ["NBA_BOOTSTRAP"] = "variable:1", ["NBA_TIMEOUT"] = "soon" });
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("got 'soon'");
    }

    [Fact]
    public async Task The_data_dir_remembers_the_Kafka_it_was_filled_from()
    {
        new BrokerNote
        {
            Bootstrap = "noted:1",
            ClusterId = "c",
            External = true,
        }.Write(_temp.Folder.BrokerNote);
        await ListAsync([], "--data-dir", _temp.Path);
        _asked.ShouldBe(["noted:1"]);
    }

    [Fact]
    public async Task A_data_dir_without_a_note_exits_3_and_says_how_to_fill_it()
    {
        var run = await ListAsync([], "--data-dir", _temp.Path);
        run.Code.ShouldBe(3);
        run.Error.ShouldContain($"nba run --data-dir {_temp.Path}");
    }

    [Fact]
    public async Task An_unreadable_note_exits_2_naming_the_file()
    {
        await File.WriteAllTextAsync(_temp.Folder.BrokerNote, "{");
        var run = await ListAsync([], "--data-dir", _temp.Path);
        run.Code.ShouldBe(2);
        run.Error.ShouldContain(_temp.Folder.BrokerNote);
    }

    [Fact]
    public async Task Client_settings_reach_the_client_as_they_are()
    {
        IReadOnlyDictionary<string, string>? seen = null;
        _probe.Clusters["a:1"] = "c";
        var services = new CliServices
        {
            Probe = _ => _probe,
            Kafka = endpoint =>
            {
                seen = endpoint.Settings;
                return new FakeKafka();
            },
        };
        var run = await CliRun.With(
            new() { Services = services },
            "topics",
            "list",
            "--bootstrap",
            "a:1",
            "-X",
            "fetch.min.bytes=7",
            "-X",
            "client.id=a=b"
        );
        run.Code.ShouldBe(0, run.Error);
        seen.ShouldBe(new Dictionary<string, string> { ["fetch.min.bytes"] = "7", ["client.id"] = "a=b" });
    }

    [Fact]
    public async Task A_named_distribution_without_the_script_exits_2_and_names_it()
    {
        var setting = new CliRun.Setting
        {
            ExecutableFolder = _temp.Path,
            Variables = new() { ["NBA_KAFKA_HOME"] = _temp.Path },
        };
        var run = await CliRun.With(setting, "run", "--data", _temp.Path, "--data-dir", Path.Combine(_temp.Path, "d"));
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("NBA_KAFKA_HOME names a folder without the script 'kafka'");
        run.Error.ShouldContain("--bootstrap");
    }

    [Fact]
    public async Task Without_a_sample_run_exits_2_and_names_data()
    {
        var run = await CliRun.With(new() { ExecutableFolder = _temp.Path }, "run", "--data-dir", Path.Combine(_temp.Path, "d"));
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("--data DIR");
    }

    [Theory]
    [InlineData("2023")]
    [InlineData("2023-25")]
    [InlineData("2023-24;2024-25")]
    public async Task A_malformed_season_exits_2(string season)
    {
        var run = await CliRun.Of("run", "--data", Path.GetTempPath(), "--seasons", season);
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("is no season");
    }

    [Fact]
    public async Task A_missing_snapshot_exits_3_with_the_command_that_makes_it()
    {
        var run = await CliRun.Of("sql", "select 1", "--data-dir", _temp.Path);
        run.Code.ShouldBe(3);
        run.Error.ShouldContain("nba run --data-dir");
    }

    private Task<CliRun> ListAsync(Dictionary<string, string> variables, params string[] args)
    {
        var services = new CliServices { Probe = _ => new Asked(_asked), Kafka = _ => new FakeKafka() };
        return CliRun.With(new() { Variables = variables, Services = services }, ["topics", "list", .. args]);
    }

    private sealed class Asked(List<string> asked) : IBrokerProbe
    {
        public Task<string?> ClusterIdAsync(string bootstrap, TimeSpan timeout, CancellationToken cancel)
        {
            asked.Add(bootstrap);
            return Task.FromResult<string?>("c");
        }
    }
}

using System.Text;
using System.Text.Json;

namespace NbaPipeline.Cli.Tests;

public sealed class TopicsReadTests
{
    private readonly FakeKafka _kafka = new FakeKafka().Topic("t");
    private readonly FakeProbe _probe = new();

    public TopicsReadTests()
    {
        _probe.Clusters["fake:1"] = "c";
        _kafka.Add("t", "k0", [0, 0, 0, 0, 7, 1, 2], 1_700_000_000_000, 0, ("h", "x"));
        _kafka.Add("t", "k1", [0, 0, 0, 0, 8, 9], 1_700_000_001_000);
        _kafka.Add("t", null, null, 1_700_000_002_000);
        _kafka.Add("t", "k3", [0xff, 0xfe], 1_700_000_003_000);
        _kafka.Add("t", "k4", "{\"a\":1}"u8.ToArray(), 1_700_000_004_000);
    }

    [Fact]
    public async Task Piped_output_is_one_json_line_per_record_with_decoded_value()
    {
        var run = await ReadAsync();
        run.Code.ShouldBe(0);
        var lines = run.Out.TrimEnd().Split('\n');
        lines.Length.ShouldBe(5);
        lines[0]
            .ShouldBe(
                "{\"topic\":\"t\",\"partition\":0,\"offset\":0,\"time\":\"2023-11-14T22:13:20Z\",\"key\":\"k0\",\"headers\":{\"h\":\"x\"},\"schemaId\":7,\"value\":{\"n\":2},\"error\":null}"
            );
    }

    [Fact]
    public async Task A_record_that_cannot_be_decoded_is_printed_with_schema_id_reason_offset_and_hex()
    {
        var line = (await ReadAsync()).Out.Split('\n')[1];
        var error = JsonDocument.Parse(line).RootElement.GetProperty("error");
        error.GetProperty("schemaId").GetInt32().ShouldBe(8);
        error.GetProperty("at").GetString().ShouldBe("t[0]@1");
        error.GetProperty("reason").GetString()!.ShouldContain("byte 0 of field n");
        error.GetProperty("hex").GetString().ShouldBe("000000000809");
    }

    [Fact]
    public async Task Bytes_without_framing_say_what_they_begin_with()
    {
        var error = JsonDocument.Parse((await ReadAsync()).Out.Split('\n')[3]).RootElement.GetProperty("error");
        error.GetProperty("reason").GetString()!.ShouldContain("first byte is 0xff");
        error.GetProperty("hex").GetString().ShouldBe("fffe");
    }

    [Fact]
    public async Task A_tombstone_has_a_null_value_and_no_error()
    {
        var root = JsonDocument.Parse((await ReadAsync()).Out.Split('\n')[2]).RootElement;
        root.GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("key").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_template_knows_the_letters_of_kcat() =>
        (await ReadAsync("-f", "%t|%p|%o|%k|%v|%h|%T|%S%%\\n", "--limit", "1")).Out.ShouldBe("t|0|0|k0|{\"n\":2}|h=x|1700000000000|7%\n");

    [Fact]
    public async Task Hex_shows_bytes_undecoded() =>
        (await ReadAsync("--hex", "-f", "%v\\n", "--limit", "1")).Out.ShouldBe("00000000070102\n");

    [Fact]
    public async Task Raw_writes_the_very_bytes()
    {
        var run = await ReadAsync("--raw", "--offset", "0:3");
        run.OutBytes.ShouldBe([0xff, 0xfe, (byte)'\n']);
    }

    [Fact]
    public async Task Meta_only_shows_sizes_and_no_value()
    {
        var run = await ReadAsync("--meta-only", "--limit", "1");
        run.Out.ShouldContain("\"valueBytes\":7");
        run.Out.ShouldNotContain("\"value\":");
    }

    [Fact]
    public async Task Fields_alone_lists_the_columns() =>
        (await ReadAsync("--fields")).Out.ShouldBe("topic\npartition\noffset\ntime\nkey\nheaders\nschemaId\nvalue\nerror\n");

    [Fact]
    public async Task Fields_choose_columns_of_every_format() =>
        (await ReadAsync("--limit", "2", "-o", "csv", "--fields", "offset,key")).Out.ShouldBe("offset,key\n0,k0\n1,k1\n");

    [Fact]
    public async Task On_a_terminal_the_default_is_a_table() =>
        (
            await CliRun.With(Setting(terminal: true), "topics", "read", "t", "--bootstrap", "fake:1", "--limit", "1", "--color", "never")
        ).Out.ShouldStartWith("partition  offset  time");

    [Fact]
    public async Task Piped_output_has_no_escape_sequences_and_NO_COLOR_holds_on_a_terminal()
    {
        (await ReadAsync("-o", "table")).Out.ShouldNotContain('\u001b');
        var run = await CliRun.With(Setting(terminal: true, ("NO_COLOR", "1")), "topics", "read", "t", "--bootstrap", "fake:1");
        run.Out.ShouldNotContain('\u001b');
        var colour = await CliRun.With(Setting(terminal: true), "topics", "read", "t", "--bootstrap", "fake:1");
        colour.Out.ShouldContain('\u001b');
    }

    [Fact]
    public async Task Following_ends_with_130_when_interrupted()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var run = await CliRun.With(Setting(cancel: stop.Token), "topics", "read", "t", "--bootstrap", "fake:1", "--follow");
        run.Code.ShouldBe(130);
        run.Out.TrimEnd().Split('\n').Length.ShouldBe(5);
    }

    [Theory]
    [InlineData("-f", "%y")]
    [InlineData("-f", "abc%")]
    [InlineData("-o", "xml")]
    [InlineData("--since", "yesterday-ish")]
    [InlineData("--offset", "0-9")]
    [InlineData("--limit", "-1")]
    public async Task Malformed_flags_exit_2(string flag, string value) => (await ReadAsync(flag, value)).Code.ShouldBe(2);

    [Fact]
    public async Task What_read_prints_produce_takes_back()
    {
        var lines = (await ReadAsync()).Out;
        var sink = new FakeSink();
        var setting = new CliRun.Setting
        {
            In = lines,
            Services = Services() with
            {
                Sink = _ => sink,
                Encoder = (_, _) => new TextValueEncoder(_ => null, (_, json) => [1, json.GetProperty("n").GetByte()]),
            },
        };
        var run = await CliRun.With(setting, "produce", "t", "--bootstrap", "fake:1");
        run.Code.ShouldBe(0, run.Error);
        sink.Written.Count.ShouldBe(5);
        for (var i = 0; i < 5; i++)
        {
            var original = _kafka.Read([new PartitionRange("t", 0, i, i)], false, default).Single()!;
            sink.Written[i].Value.ShouldBe(original.Value);
            sink.Written[i].Key.ShouldBe(original.Key);
            sink.Written[i].TimestampMs.ShouldBe(original.TimestampMs);
        }
    }

    [Fact]
    public async Task A_bad_line_is_named_by_number_and_nothing_is_written()
    {
        var sink = new FakeSink();
        var run = await CliRun.With(
            new CliRun.Setting { In = "{\"key\":\"a\"}\nnonsense\n", Services = Services() with { Sink = _ => sink } },
            "produce",
            "t",
            "--bootstrap",
            "fake:1"
        );
        run.Code.ShouldBe(1);
        run.Error.ShouldContain("line 2 of standard input");
        sink.Committed.ShouldBeFalse();
    }

    private Task<CliRun> ReadAsync(params string[] args) =>
        CliRun.With(Setting(), ["topics", "read", "t", "--bootstrap", "fake:1", .. args]);

    private CliRun.Setting Setting(
        bool terminal = false,
        (string Name, string Value)? variable = null,
        CancellationToken cancel = default
    ) =>
        new()
        {
            OutIsTerminal = terminal,
            Cancel = cancel,
            Variables = variable is { } v ? new() { [v.Name] = v.Value } : [],
            Services = Services(),
        };

    private CliServices Services() =>
        new()
        {
            Probe = _ => _probe,
            Kafka = _ => _kafka,
            Decoder = (_, _) =>
                new TextValueDecoder(
                    (id, body) =>
                        id == 7
                            ? $"{{\"n\":{body.Span[1].ToString(System.Globalization.CultureInfo.InvariantCulture)}}}"
                            : throw new FormatException("byte 0 of field n: not a long")
                ),
        };
}

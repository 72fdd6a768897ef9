using System.Buffers;
using System.Text.Json;
using NbaPipeline.Avro.Tests.Random;
using Xunit.Abstractions;

namespace NbaPipeline.Avro.Tests.Foreign;

/// <summary>Random schemas and values, compared with avsc byte for byte. AVRO_TEST_SEED repeats a run.</summary>
public sealed class ForeignAgreementTests(ITestOutputHelper log)
{
    private const int Cases = 400;

    /// <summary>The peer's random values are large, and do not end for recursive types.</summary>
    private const int PeerCases = 100;

    /// <summary>The peer resolves numbers as doubles, and its zigzag of them loses a bit near 2^53.</summary>
    private const long MaxSafeInteger = (1L << 50) - 1;

    [SkippableFact]
    public async Task What_we_write_the_peer_reads_and_writes_alike()
    {
        Skip.IfNot(AvscPeer.Absence is null, AvscPeer.Absence);
        var random = Seeds.New(log);
        var cases = Enumerable
            .Range(0, Cases)
            .Select(_ =>
            {
                var schema = AvroSchema.Parse(new RandomSchema(random).Record());
                var output = new ArrayBufferWriter<byte>();
                GenericCodec.Encode(schema, new RandomValue(random).Of(schema), output);
                return (Schema: schema, Body: output.WrittenSpan.ToArray());
            })
            .ToList();

        var answers = await AvscPeer.Ask([
            .. cases.Select(c =>
                (object)
                    new
                    {
                        op = "decode",
                        schema = c.Schema.ToString(),
                        hex = Convert.ToHexStringLower(c.Body),
                    }
            ),
        ]);

        foreach (var ((schema, body), answer) in cases.Zip(answers))
        {
            Agree(schema, body, answer);
        }
    }

    [SkippableFact]
    public async Task What_the_peer_writes_we_read_and_write_alike()
    {
        Skip.IfNot(AvscPeer.Absence is null, AvscPeer.Absence);
        var random = Seeds.New(log);
        var schemas = Enumerable
            .Range(0, PeerCases)
            .Select(_ => AvroSchema.Parse(new RandomSchema(random, recursive: false).Record()))
            .ToList();

        var answers = await AvscPeer.Ask([.. schemas.Select(s => (object)new { op = "random", schema = s.ToString() })]);

        foreach (var (schema, answer) in schemas.Zip(answers))
        {
            answer.TryGetProperty("error", out var error).ShouldBeFalse($"{error} for {schema}");
            var body = Convert.FromHexString(answer.GetProperty("hex").GetString()!);
            var output = new ArrayBufferWriter<byte>();
            GenericCodec.Encode(schema, GenericCodec.Decode(schema, body), output);
            Convert.ToHexStringLower(output.WrittenSpan).ShouldBe(answer.GetProperty("hex").GetString(), schema.ToString());
            Agree(schema, body, answer);
        }
    }

    [SkippableFact]
    public async Task Canonical_forms_are_those_of_the_peer()
    {
        Skip.IfNot(AvscPeer.Absence is null, AvscPeer.Absence);
        var random = Seeds.New(log);
        var schemas = Enumerable.Range(0, Cases).Select(_ => AvroSchema.Parse(new RandomSchema(random).Record())).ToList();

        var answers = await AvscPeer.Ask([.. schemas.Select(s => (object)new { op = "describe", schema = s.ToString() })]);

        foreach (var (schema, answer) in schemas.Zip(answers))
        {
            schema.CanonicalForm.ShouldBe(answer.GetProperty("canonical").GetString());
            AvroSchema.Parse(schema.CanonicalForm).CanonicalForm.ShouldBe(schema.CanonicalForm);
        }
    }

    [SkippableFact]
    public async Task Resolution_gives_what_the_peer_gives()
    {
        Skip.IfNot(AvscPeer.Absence is null, AvscPeer.Absence);
        var random = Seeds.New(log);
        var cases = Enumerable
            .Range(0, Cases)
            .Select(_ =>
            {
                // With a long and a double in one union, the peer takes the first that can hold the value, we the same type.
                var text = new RandomSchema(random, promotableUnions: false).Record();
                var writer = AvroSchema.Parse(text);
                var reader = AvroSchema.Parse(new RandomEvolution(random).Of(text));
                var output = new ArrayBufferWriter<byte>();
                GenericCodec.Encode(writer, new RandomValue(random, MaxSafeInteger).Of(writer), output);
                return (Writer: writer, Reader: reader, Body: output.WrittenSpan.ToArray());
            })
            .ToList();

        var answers = await AvscPeer.Ask([
            .. cases.Select(c =>
                (object)
                    new
                    {
                        op = "resolve",
                        writer = c.Writer.ToString(),
                        reader = c.Reader.ToString(),
                        hex = Convert.ToHexStringLower(c.Body),
                    }
            ),
        ]);

        foreach (var ((writer, reader, body), answer) in cases.Zip(answers))
        {
            answer.TryGetProperty("error", out var error).ShouldBeFalse($"{error} for\n{writer}\n{reader}");
            SchemaCompatibility.CheckBackward(reader, writer).ShouldBeEmpty();
            var output = new ArrayBufferWriter<byte>();
            ResolutionPlan.Compile(reader, writer).Run(body, output);
            Convert.ToHexStringLower(output.WrittenSpan).ShouldBe(answer.GetProperty("hex").GetString(), $"{writer}\n{reader}");
        }

        log.WriteLine($"{cases.Count(c => !ResolutionPlan.Compile(c.Reader, c.Writer).IsIdentity)} of {Cases} needed more than a copy");
    }

    private static void Agree(AvroSchema schema, byte[] body, JsonElement answer)
    {
        answer.TryGetProperty("error", out var error).ShouldBeFalse($"{error} for {schema}");
        answer.GetProperty("hex").GetString().ShouldBe(Convert.ToHexStringLower(body), schema.ToString());
        using var theirs = JsonDocument.Parse(answer.GetProperty("json").GetString()!);
        using var ours = JsonDocument.Parse(Json(schema, body));
        JsonEquality.Equal(ours.RootElement, theirs.RootElement).ShouldBeTrue($"{ours.RootElement}\n{theirs.RootElement}\n{schema}");
    }

    private static byte[] Json(AvroSchema schema, byte[] body)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        AvroJson.Write(schema, body, json, AvroJsonStyle.Tagged);
        json.Flush();
        return output.WrittenSpan.ToArray();
    }
}

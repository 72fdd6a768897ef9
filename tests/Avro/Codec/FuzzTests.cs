using System.Buffers;
using System.Text.Json;
using NbaPipeline.Avro.Tests.Generated;
using NbaPipeline.Avro.Tests.Random;
using Xunit.Abstractions;

namespace NbaPipeline.Avro.Tests.Codec;

/// <summary>Whatever the bytes are, the only exception is AvroException and memory stays in proportion.</summary>
public sealed class FuzzTests(ITestOutputHelper log)
{
    private const int Rounds = 1500;
    private const int MaxBody = 1024;
    private const long MaxAllocated = 1024 * 1024;

    [Fact]
    public void Damaged_bodies_of_random_schemas_raise_only_AvroException()
    {
        var random = Seeds.New(log);
        var errors = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var text = new RandomSchema(random).Record();
            var schema = AvroSchema.Parse(text);
            var plan = ResolutionPlan.Compile(AvroSchema.Parse(new RandomEvolution(random).Of(text)), schema);
            var body = Damage(Encode(schema, random), random);
            errors += Survives(() => GenericCodec.Decode(schema, body), schema);
            errors += Survives(() => WriteJson(schema, body), schema);
            errors += Survives(() => plan.Run(body, new ArrayBufferWriter<byte>()), schema);
        }

        log.WriteLine($"{errors} errors in {3 * Rounds} tries");
        errors.ShouldBeGreaterThan(Rounds / 4);
    }

    [Fact]
    public void Damaged_bodies_of_generated_records_raise_only_AvroException()
    {
        var random = Seeds.New(log);
        var body = AvroCodec.Encode(Samples.Everything());
        for (var i = 0; i < Rounds; i++)
        {
            var damaged = Damage(body, random);
            Survives(() => AvroCodec.Decode<Everything>(damaged), Everything.Schema);
            Survives(() => AvroCodec.Decode<Tree>(damaged), Tree.Schema);
        }
    }

    /// <summary>Records of nulls and empty records take no bytes, so that a body of a few bytes may claim any number of them.</summary>
    [Theory]
    [InlineData(AvroLimits.MaxEmptyItems, 0)]
    [InlineData(AvroLimits.MaxEmptyItems + 1, 1)]
    public void Items_that_take_no_bytes_are_bounded(int count, int errors)
    {
        const string Nulls = """{"name":"one","type":"null"},{"name":"two","type":"null"}""";
        const string Empty = $$"""{"type":"record","name":"Empty","fields":[{{Nulls}}] }""";
        const string Fields = $$"""{"name":"a","type":{{Empty}} },{"name":"b","type":"Empty"},{"name":"c","type":"Empty"}""";
        const string Items = $$"""{"type":"array","items":{"type":"record","name":"Item","fields":[{{Fields}}]} }""";
        var schema = AvroSchema.Parse(Items);
        var items = Enumerable.Repeat<object?>(null, count).ToList();
        var output = new ArrayBufferWriter<byte>();
        GenericCodec.Encode(AvroSchema.Parse("""{"type":"array","items":"null"}"""), items, output);
        var body = output.WrittenSpan.ToArray();
        Survives(() => GenericCodec.Decode(schema, body), schema).ShouldBe(errors);
        Survives(() => WriteJson(schema, body), schema).ShouldBe(errors);
        Survives(() => ResolutionPlan.Compile(schema, schema).Run(body, new ArrayBufferWriter<byte>()), schema).ShouldBe(errors);
    }

    private static byte[] Encode(AvroSchema schema, System.Random random)
    {
        var output = new ArrayBufferWriter<byte>();
        GenericCodec.Encode(schema, new RandomValue(random).Of(schema), output);
        return output.WrittenSpan[..Math.Min(output.WrittenCount, MaxBody)].ToArray();
    }

    private static void WriteJson(AvroSchema schema, byte[] body)
    {
        using var json = new Utf8JsonWriter(new ArrayBufferWriter<byte>());
        AvroJson.Write(schema, body, json);
    }

    private static byte[] Damage(byte[] body, System.Random random)
    {
        var copy = body.ToArray();
        switch (random.Next(4))
        {
            case 0:
                random.NextBytes(copy);
                return copy;
            case 1:
                return copy[..random.Next(copy.Length + 1)];
            default:
                for (var flips = 1 + random.Next(3); flips > 0 && copy.Length > 0; flips--)
                {
                    copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
                }

                return copy;
        }
    }

    private static int Survives(Action decode, AvroSchema schema)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var failed = 0;
        try
        {
            decode();
        }
        catch (AvroException e)
        {
            e.Offset.ShouldBeInRange(0, MaxBody);
            e.SchemaPath.ShouldStartWith(schema.TypeName);
            failed = 1;
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MaxAllocated, schema.ToString());
        return failed;
    }
}

using System.Buffers;
using NbaPipeline.Avro.Tests.Generated;

namespace NbaPipeline.Avro.Tests.Codec;

public sealed class AllocationTests
{
    private const int Warmup = 200;
    private const int Records = 1000;

    [Fact]
    public void Encoding_a_record_of_numbers_allocates_nothing()
    {
        var output = new ArrayBufferWriter<byte>(4096);
        var record = Record(1);

        var allocated = Measure(() =>
        {
            output.ResetWrittenCount();
            AvroCodec.Encode(record, output);
        });

        allocated.ShouldBe(0);
    }

    [Fact]
    public void Decoding_a_record_of_numbers_allocates_the_record_and_nothing_else()
    {
        var body = AvroCodec.Encode(Record(1));
        var records = Measure(() => Record(2));

        var allocated = Measure(() => AvroCodec.Decode<Flat>(body));

        allocated.ShouldBe(records);
    }

    [Fact]
    public void Decoding_through_a_resolution_plan_allocates_the_record_and_nothing_else()
    {
        var writer = AvroSchema.Parse(
            """
            {"type":"record","name":"Flat","fields":[
              {"name":"c","type":"float"},{"name":"gone","type":"string"},{"name":"b","type":"int"},{"name":"a","type":"int"},
              {"name":"d","type":"float"},{"name":"e","type":"boolean"},{"name":"g","type":"long"},{"name":"h","type":"bytes"}]}
            """
        );
        var decoder = AvroDecoder<Flat>.For(writer);
        var body = Convert.FromHexString("0000803F" + "0261" + "02" + "04" + "00000040" + "01" + "06" + "0207");
        decoder
            .Decode(body)
            .ShouldBe(
                new Flat
                {
                    A = 2,
                    B = 1,
                    C = 1,
                    D = 2,
                    E = true,
                    F = null,
                    G = DateTimeOffset.FromUnixTimeMilliseconds(3),
                    H = 0.07m,
                }
            );
        var records = Measure(() => Record(2));

        var allocated = Measure(() => decoder.Decode(body));

        allocated.ShouldBe(records);
    }

    private static Flat Record(int n) =>
        new()
        {
            A = n,
            B = long.MaxValue,
            C = 0.5,
            D = 1.5f,
            E = true,
            F = n,
            G = DateTimeOffset.UnixEpoch,
            H = 12.34m,
        };

    private static long Measure(Action action)
    {
        for (var i = 0; i < Warmup; i++)
        {
            action();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Records; i++)
        {
            action();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

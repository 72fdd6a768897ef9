using System.Buffers;
using NbaPipeline.Avro;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.AvroSerdes.Tests;

public sealed class AvroSerdeTests : IDisposable
{
    private static readonly Pass Sample = new()
    {
        From = 3,
        To = -2,
        Metres = 1.5,
    };

    private readonly InMemorySchemaRegistry _registry = new();
    private readonly AvroSerde<Pass> _serde;

    public AvroSerdeTests() => _serde = new AvroSerde<Pass>(_registry, "passes");

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void A_record_has_the_bytes_of_the_frame_and_the_specification() =>
        // 00, id 1, int 3 = 06, long -2 = 03, double 1.5 little endian
        Bytes(Sample).ShouldBe([0, 0, 0, 0, 1, 0x06, 0x03, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F]);

    [Fact]
    public void A_record_reads_back() => _serde.Deserialize(Bytes(Sample)).ShouldBe(Sample);

    [Fact]
    public void The_schema_is_registered_under_the_topic_with_the_first_value()
    {
        _registry.Subjects().ShouldBeEmpty();
        Bytes(Sample);
        _registry.Subjects().ShouldBe(["passes-value"]);
    }

    [Fact]
    public void A_reader_registers_nothing()
    {
        var frame = Bytes(Sample);
        new AvroSerde<Pass>(_registry, "others").Deserialize(frame).ShouldBe(Sample);
        _registry.Subjects().ShouldBe(["passes-value"]);
    }

    [Fact]
    public void Many_threads_register_once()
    {
        Parallel.For(0, 64, _ => Bytes(Sample));
        _registry.Versions("passes-value").ShouldBe([1]);
    }

    [Fact]
    public void A_wrong_first_byte_is_named()
    {
        var frame = Bytes(Sample);
        frame[0] = 0x7b;
        var error = Refused(frame);
        (error.SchemaId, error.ByteOffset).ShouldBe((null, 0));
        error.Message.ShouldContain("passes-value");
        error.Message.ShouldContain("0x7b");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void A_frame_shorter_than_its_header_is_named(int length)
    {
        var error = Refused(Bytes(Sample)[..length]);
        error.ByteOffset.ShouldBe(length);
        error.Message.ShouldContain($"{length} bytes");
    }

    [Fact]
    public void An_unknown_schema_id_is_named()
    {
        var frame = Bytes(Sample);
        frame[4] = 77;
        var error = Refused(frame);
        (error.SchemaId, error.ByteOffset).ShouldBe((77, 1));
        error.InnerException.ShouldBeOfType<SchemaNotFoundException>();
    }

    [Fact]
    public void A_negative_schema_id_is_named()
    {
        var frame = Bytes(Sample);
        frame[1] = 0xFF;
        Refused(frame).Message.ShouldContain("negative");
    }

    [Fact]
    public void A_truncated_body_is_named_with_the_offset_in_the_frame()
    {
        var error = Refused(Bytes(Sample)[..^1]);
        (error.SchemaId, error.ByteOffset).ShouldBe((1, 7));
        error.Message.ShouldContain("metres");
    }

    [Fact]
    public void Trailing_bytes_are_named_with_their_number()
    {
        var error = Refused([.. Bytes(Sample), 1, 2]);
        (error.SchemaId, error.ByteOffset).ShouldBe((1, 15));
        error.Message.ShouldContain("2 bytes");
    }

    [Fact]
    public void Damaged_frames_give_the_record_or_one_kind_of_exception()
    {
        const int seed = 20261122;
        var random = new Random(seed);
        var good = Bytes(Sample);
        for (var round = 0; round < 50_000; round++)
        {
            var frame = Damaged(good, random);
            try
            {
                _serde.Deserialize(frame).ShouldNotBeNull();
            }
            catch (AvroSerdeException e)
            {
                e.ByteOffset.ShouldBeInRange(0, frame.Length, $"seed {seed}, round {round}");
            }
        }
    }

    [Fact]
    public void Writing_and_reading_allocate_the_record_only()
    {
        const int rounds = 10_000;
        var output = new ArrayBufferWriter<byte>(256);
        var recordBytes = AllocatedBy(() =>
            _ = new Pass
            {
                From = 1,
                To = 2,
                Metres = 3,
            }
        );
        var written = AllocatedBy(() => WriteMany(output, rounds));
        var frame = Bytes(Sample);
        var read = AllocatedBy(() => ReadMany(frame, rounds));
        written.ShouldBe(0);
        read.ShouldBe(rounds * recordBytes);
    }

    [Fact]
    public void The_kafka_serializer_writes_the_same_frame_and_passes_null_on()
    {
        var serializer = new AvroKafkaSerializer<Pass>(_registry, "passes");
        serializer.Serialize(Sample).ShouldBe(Bytes(Sample));
        serializer.Deserialize(Bytes(Sample)).ShouldBe(Sample);
        ((Confluent.Kafka.ISerializer<Pass>)serializer).Serialize(null!, default).ShouldBeNull();
        ((Confluent.Kafka.IDeserializer<Pass>)serializer).Deserialize([], true, default).ShouldBeNull();
    }

    private void WriteMany(ArrayBufferWriter<byte> output, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            output.ResetWrittenCount();
            _serde.Serialize(Sample, output);
        }
    }

    private void ReadMany(byte[] frame, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            _serde.Deserialize(frame);
        }
    }

    /// <summary>What a second run allocates on this thread; the first pays for compilation and caches.</summary>
    private static long AllocatedBy(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Damaged(byte[] good, Random random)
    {
        var frame = (byte[])good.Clone();
        for (var i = random.Next(5); i > 0; i--)
        {
            frame[random.Next(frame.Length)] = (byte)random.Next(256);
        }

        return random.Next(3) switch
        {
            0 => frame[..random.Next(frame.Length + 1)],
            1 => [.. frame, .. good[..random.Next(good.Length)]],
            _ => frame,
        };
    }

    private AvroSerdeException Refused(byte[] frame) => Should.Throw<AvroSerdeException>(() => _serde.Deserialize(frame));

    private byte[] Bytes(Pass value)
    {
        var output = new ArrayBufferWriter<byte>();
        _serde.Serialize(value, output);
        return output.WrittenSpan.ToArray();
    }
}

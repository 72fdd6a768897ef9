using System.Buffers.Binary;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

public sealed class BatchValidatorTests
{
    private const long NowMs = 1_700_000_000_000;
    private static readonly TestBatch Good = TestBatch.Of("a", "b");

    [Fact]
    public void A_good_batch_passes() => Check(Good.Encode()).Error.ShouldBe(ErrorCode.None);

    [Fact]
    public void Headers_and_null_values_pass() =>
        Check(new TestBatch { Records = [new TestRecord(null, null, 5, "header")] }.Encode()).Error.ShouldBe(ErrorCode.None);

    [Fact]
    public void No_bytes_are_an_invalid_record() => Check([]).Error.ShouldBe(ErrorCode.InvalidRecord);

    [Fact]
    public void A_batch_that_ends_in_its_header_is_none() => Check(Good.Encode()[..60]).Error.ShouldBe(ErrorCode.InvalidRecord);

    [Fact]
    public void A_batch_that_says_it_is_smaller_than_a_header_is_corrupt()
    {
        var batch = Good.Encode()[..60];
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(8), 60 - 12);
        Check(batch).Error.ShouldBe(ErrorCode.CorruptMessage);
        Check(batch[..16]).Error.ShouldBe(ErrorCode.InvalidRecord);
    }

    [Theory]
    [InlineData(2, ErrorCode.UnsupportedForMessageFormat)]
    [InlineData(3, ErrorCode.InvalidRecord)]
    internal void An_old_message_format_has_the_code_of_the_request_version(short version, ErrorCode expected) =>
        Check(Changed(b => b[BatchLayout.Magic] = 1), version).Error.ShouldBe(expected);

    [Fact]
    public void Two_batches_in_one_request_are_refused() =>
        Check([.. Good.Encode(), .. Good.Encode()]).Error.ShouldBe(ErrorCode.InvalidRecord);

    [Fact]
    public void Size_limits_have_their_own_codes()
    {
        Check(Good.Encode(), config: new LogConfig { MaxMessageBytes = 70 }).Error.ShouldBe(ErrorCode.MessageTooLarge);
        Check(Good.Encode(), config: new LogConfig { SegmentBytes = 70 }).Error.ShouldBe(ErrorCode.RecordListTooLarge);
    }

    [Fact]
    public void A_flipped_bit_is_corrupt() => Check(Changed(b => b[^1] ^= 1, mend: false)).Error.ShouldBe(ErrorCode.CorruptMessage);

    [Theory]
    [InlineData(5, 9, ErrorCode.UnsupportedCompressionType)]
    [InlineData(4, 6, ErrorCode.UnsupportedCompressionType)]
    [InlineData(4, 7, ErrorCode.None)]
    [InlineData(1, 3, ErrorCode.None)]
    internal void Codecs_depend_on_the_request_version_and_compressed_records_are_not_opened(
        short codec,
        short version,
        ErrorCode expected
    ) => Check((Good with { ExtraAttributes = codec }).Encode(), version).Error.ShouldBe(expected);

    [Fact]
    public void Clients_cannot_write_control_batches() =>
        Check((Good with { ExtraAttributes = BatchLayout.ControlBit }).Encode()).Error.ShouldBe(ErrorCode.InvalidRecord);

    [Theory]
    [InlineData(BatchLayout.Count, 0)]
    [InlineData(BatchLayout.Count, 3)]
    [InlineData(BatchLayout.LastOffsetDelta, 5)]
    public void Counts_must_agree(int field, int value) =>
        Check(Changed(b => BinaryPrimitives.WriteInt32BigEndian(b.AsSpan(field), value))).Error.ShouldBe(ErrorCode.InvalidRecord);

    [Fact]
    public void Count_and_delta_that_agree_with_each_other_but_not_with_the_records_are_refused() =>
        Check(
            Changed(b =>
            {
                BinaryPrimitives.WriteInt32BigEndian(b.AsSpan(BatchLayout.Count), 3);
                BinaryPrimitives.WriteInt32BigEndian(b.AsSpan(BatchLayout.LastOffsetDelta), 2);
            })
        )
            .Error.ShouldBe(ErrorCode.InvalidRecord);

    [Fact]
    public void Producer_fields_must_agree()
    {
        Check(Good.From(7, 0, -1).Encode()).Error.ShouldBe(ErrorCode.InvalidRecord);
        Check(Good.From(-1, -1, -1, transactional: true).Encode()).Error.ShouldBe(ErrorCode.InvalidRecord);
    }

    [Theory]
    [InlineData(NowMs - 1001)]
    [InlineData(NowMs + 2001)]
    public void Times_too_far_from_the_brokers_are_refused(long timestamp) =>
        Check(TestBatch.At(timestamp).Encode(), config: new LogConfig { TimestampBeforeMaxMs = 1000, TimestampAfterMaxMs = 2000 })
            .Error.ShouldBe(ErrorCode.InvalidTimestamp);

    [Fact]
    public void Compacted_topics_name_every_record_without_key()
    {
        var batch = new TestBatch { Records = [new("a", "1", 1), new(null, "2", 2), new(null, "3", 3)] }.Encode();
        var result = Check(batch, config: new LogConfig { Compact = true });
        result.Error.ShouldBe(ErrorCode.InvalidRecord);
        result.RecordErrors.ShouldNotBeNull().Select(e => e.BatchIndex).ShouldBe([1, 2]);
        Check(batch, version: 7, config: new LogConfig { Compact = true }).RecordErrors.ShouldBeNull();
    }

    [Fact]
    public void No_bytes_of_a_client_make_the_walk_fail_otherwise_than_by_an_error()
    {
        var good = Good.Encode();
        for (var at = BatchLayout.Records; at < good.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                var (place, bits) = (at, (byte)value);
                Should.NotThrow(() => Check(Changed(b => b[place] = bits)));
            }
        }
    }

    [Fact]
    public void The_checksum_is_the_one_of_the_standard() => Crc32C.Compute("123456789"u8).ShouldBe(0xE3069283);

    private static AppendResult Check(byte[] batch, short version = 9, LogConfig? config = null) =>
        BatchValidator.Validate(batch, config ?? new LogConfig(), version, NowMs, out _);

    private static byte[] Changed(Action<byte[]> change, bool mend = true)
    {
        var batch = Good.Encode();
        change(batch);
        if (mend)
        {
            BatchEdit.SetCrc(batch);
        }
        return batch;
    }
}

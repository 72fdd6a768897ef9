using System.Buffers.Binary;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Checks a batch of a client as spec section 7.3 says; the first failure decides. Reads only the batch itself, so it needs no lock.</summary>
internal static class BatchValidator
{
    private const short FirstMagic2Version = 3;
    private const short FirstZstdVersion = 7;
    private const short FirstRecordErrorsVersion = 8;

    /// <param name="batch">The bytes of the request.</param>
    /// <param name="config">Of the partition.</param>
    /// <param name="apiVersion">Of the Produce request.</param>
    /// <param name="nowMs">Wall clock.</param>
    /// <param name="header">The batch's header, if the answer has no error.</param>
    /// <returns>An error answer, or one without error (and without offsets).</returns>
    public static AppendResult Validate(ReadOnlySpan<byte> batch, LogConfig config, short apiVersion, long nowMs, out BatchHeader header)
    {
        header = default;
        if (batch.Length < BatchLayout.Records)
        {
            return EndsEarly(batch)
                ? AppendResult.Failed(ErrorCode.InvalidRecord, $"There is no whole record batch in {batch.Length} bytes.")
                : AppendResult.Failed(ErrorCode.CorruptMessage, $"The batch has {batch.Length} bytes, less than a header.");
        }
        header = new BatchHeader(batch);
        var error = CheckFrame(batch, header, config, apiVersion);
        if (error.Error == ErrorCode.None)
        {
            error = CheckHeader(header, config, apiVersion, nowMs);
        }
        return error.Error == ErrorCode.None && header.Codec == 0 ? CheckRecords(batch, header, config, apiVersion) : error;
    }

    /// <summary>Bytes are missing, as opposed to a batch that is complete and too small to be one.</summary>
    private static bool EndsEarly(ReadOnlySpan<byte> batch) =>
        batch.Length <= BatchLayout.Magic
        || BinaryPrimitives.ReadInt32BigEndian(batch[BatchLayout.Length..]) > batch.Length - BatchLayout.LengthOverhead;

    private static AppendResult CheckFrame(ReadOnlySpan<byte> batch, in BatchHeader header, LogConfig config, short apiVersion)
    {
        if (header.Magic != BatchLayout.CurrentMagic)
        {
            return AppendResult.Failed(
                apiVersion < FirstMagic2Version ? ErrorCode.UnsupportedForMessageFormat : ErrorCode.InvalidRecord,
                $"Message format {header.Magic} is not supported; format 2 is."
            );
        }
        if (header.SizeBytes != batch.Length)
        {
            return AppendResult.Failed(
                ErrorCode.InvalidRecord,
                $"One batch is expected; its header says {header.SizeBytes} bytes, there are {batch.Length}."
            );
        }
        if (batch.Length > config.MaxMessageBytes)
        {
            return AppendResult.Failed(
                ErrorCode.MessageTooLarge,
                $"The batch has {batch.Length} bytes, max.message.bytes is {config.MaxMessageBytes}."
            );
        }
        if (batch.Length > config.SegmentBytes)
        {
            return AppendResult.Failed(
                ErrorCode.RecordListTooLarge,
                $"The batch has {batch.Length} bytes, segment.bytes is {config.SegmentBytes}."
            );
        }
        return Crc32C.Compute(batch[BatchLayout.Attributes..]) == header.Crc
            ? default
            : AppendResult.Failed(ErrorCode.CorruptMessage, "The checksum of the batch is wrong.");
    }

    private static AppendResult CheckHeader(in BatchHeader header, LogConfig config, short apiVersion, long nowMs)
    {
        if (header.Codec > BatchLayout.Zstd || (header.Codec == BatchLayout.Zstd && apiVersion < FirstZstdVersion))
        {
            return AppendResult.Failed(
                ErrorCode.UnsupportedCompressionType,
                $"Codec {header.Codec} is not supported in Produce version {apiVersion}."
            );
        }
        if (header.IsControl)
        {
            return AppendResult.Failed(ErrorCode.InvalidRecord, "Clients cannot write control batches.");
        }
        if (header.Count <= 0 || header.LastOffsetDelta != header.Count - 1)
        {
            return AppendResult.Failed(
                ErrorCode.InvalidRecord,
                $"The batch says {header.Count} records and a last offset delta of {header.LastOffsetDelta}."
            );
        }
        if (header.ProducerId >= 0 && (header.BaseSequence < 0 || header.ProducerEpoch < 0))
        {
            return AppendResult.Failed(ErrorCode.InvalidRecord, $"Producer {header.ProducerId} sent a batch without sequence or epoch.");
        }
        if (header.IsTransactional && header.ProducerId < 0)
        {
            return AppendResult.Failed(ErrorCode.InvalidRecord, "A transactional batch needs a producer id.");
        }
        return CheckTime(header.MaxTimestamp, config, nowMs);
    }

    private static AppendResult CheckTime(long timestampMs, LogConfig config, long nowMs)
    {
        if (config.LogAppendTime || timestampMs < 0)
        {
            return default;
        }
        // Both times are not negative, so that the differences cannot overflow.
        var isOutside = nowMs - timestampMs > config.TimestampBeforeMaxMs || timestampMs - nowMs > config.TimestampAfterMaxMs;
        return isOutside
            ? AppendResult.Failed(
                ErrorCode.InvalidTimestamp,
                $"Time {timestampMs} is too far from the broker's, {nowMs} (message.timestamp.before.max.ms, message.timestamp.after.max.ms)."
            )
            : default;
    }

    private static AppendResult CheckRecords(ReadOnlySpan<byte> batch, in BatchHeader header, LogConfig config, short apiVersion)
    {
        var walker = new RecordWalker(batch[BatchLayout.Records..]);
        List<RecordError>? withoutKey = null;
        var count = 0;
        while (walker.TryNext())
        {
            if (walker.OffsetDelta != count)
            {
                return AppendResult.Failed(ErrorCode.InvalidRecord, $"Record {count} has offset delta {walker.OffsetDelta}.");
            }
            if (config.Compact && !walker.HasKey)
            {
                (withoutKey ??= []).Add(new RecordError(count, "Compacted topics need a key."));
            }
            count++;
        }
        if (walker.IsMalformed)
        {
            return AppendResult.Failed(ErrorCode.InvalidRecord, $"Record {count} is not well-formed.");
        }
        if (count != header.Count)
        {
            return AppendResult.Failed(ErrorCode.InvalidRecord, $"The batch says {header.Count} records and has {count}.");
        }
        return withoutKey is null
            ? default
            : AppendResult.Failed(
                ErrorCode.InvalidRecord,
                "One or more records without key were sent to a compacted topic.",
                apiVersion >= FirstRecordErrorsVersion ? withoutKey : null
            );
    }
}

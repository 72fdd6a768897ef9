using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Outcome of an append.</summary>
/// <param name="Error">None, also for a repeat that was stored before.</param>
/// <param name="Message">For the client, when there is an error worth a sentence.</param>
/// <param name="BaseOffset">Offset of the first record, of the original one for a repeat; -1 with an error.</param>
/// <param name="LogAppendTimeMs">The broker's time of the batch on LogAppendTime topics, else -1.</param>
/// <param name="EndOffset">Offset after the last record: what <see cref="PartitionLog.FlushedTo"/> takes; -1 with an error.</param>
/// <param name="RecordErrors">Records at fault, if they are known one by one.</param>
internal readonly record struct AppendResult(
    ErrorCode Error,
    string? Message,
    long BaseOffset,
    long LogAppendTimeMs,
    long EndOffset,
    IReadOnlyList<RecordError>? RecordErrors
)
{
    public static AppendResult Failed(ErrorCode error, string? message = null, IReadOnlyList<RecordError>? records = null) =>
        new(error, message, -1, -1, -1, records);
}

using System.Text;
using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tests.Client;

/// <summary>A message copied out of a client.</summary>
internal sealed record ReadMessage(
    ClientMessageKind Kind,
    string Topic,
    int Partition,
    long Offset,
    string? Key,
    string? Value,
    long TimestampMs,
    int ErrorCode,
    RecordHeaders Headers
)
{
    public bool IsRecord => Kind == ClientMessageKind.Record;

    /// <summary>One poll, copied and released.</summary>
    public static List<ReadMessage> Poll(IConsumerClient consumer, int timeoutMs, int max = 1024)
    {
        var messages = new ClientMessage[max];
        var count = consumer.Poll(messages, timeoutMs);
        var read = new List<ReadMessage>(count);
        for (var i = 0; i < count; i++)
            read.Add(Copy(consumer, messages[i]));
        var handles = messages.Take(count).Select(m => m.Handle).Where(h => h != 0).ToArray();
        consumer.Release(handles);
        return read;
    }

    private static ReadMessage Copy(IConsumerClient consumer, ClientMessage m)
    {
        var headers = new RecordHeaders();
        consumer.ReadHeaders(m.Handle, headers);
        return new(
            m.Kind,
            m.TopicIndex < 0 ? "" : consumer.TopicName(m.TopicIndex),
            m.Partition,
            m.Offset,
            m.KeyLength < 0 ? null : Encoding.UTF8.GetString(m.KeySpan),
            m.ValueLength < 0 ? null : Encoding.UTF8.GetString(m.ValueSpan),
            m.TimestampMs,
            m.ErrorCode,
            headers
        );
    }
}

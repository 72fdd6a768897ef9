using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>Outcome of CreateTopics for one topic.</summary>
/// <remarks>
/// <c>Topic</c>: null with an error and when only validated. <c>Partitions</c> and <c>Config</c>: what it has or would have; −1 and null with an error.
/// </remarks>
internal readonly record struct CreateTopicResult(ErrorCode Error, string? Message, Topic? Topic, int Partitions, TopicConfig? Config)
{
    public static CreateTopicResult Failed(ErrorCode error, string message) => new(error, message, null, -1, null);

    public void Deconstruct(out ErrorCode error, out string? message, out Topic? topic) =>
        (error, message, topic) = (Error, Message, Topic);
}

using System.Globalization;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow;

/// <summary>Headers of a dead letter: where the record came from and why it was set aside. Key and value are the original bytes.</summary>
public static class DeadLetterHeaders
{
    public const string SourceTopic = "dlq.source.topic";
    public const string SourcePartition = "dlq.source.partition";
    public const string SourceOffset = "dlq.source.offset";

    /// <summary>Operator that failed.</summary>
    public const string Node = "dlq.node";

    /// <summary>permanent, transient, poison or fatal; a record that fails while it is processed is poison.</summary>
    public const string ErrorClass = "dlq.error.class";

    /// <summary>Type of the exception.</summary>
    public const string ErrorType = "dlq.error.type";

    public const string ErrorMessage = "dlq.error.message";

    public const string ErrorStack = "dlq.error.stack";

    private const int MaxStackLength = 4000;

    internal static RecordHeaders For(RecordFailure failure, RecordHeaders original)
    {
        var headers = new RecordHeaders();
        for (var i = 0; i < original.Count; i++)
        {
            headers.Add(original[i].Key, original[i].Value);
        }
        var stack = failure.Error.StackTrace ?? "";
        return headers
            .Set(SourceTopic, failure.Partition.Topic)
            .Set(SourcePartition, failure.Partition.Partition.ToString(CultureInfo.InvariantCulture))
            .Set(SourceOffset, failure.Offset.ToString(CultureInfo.InvariantCulture))
            .Set(Node, failure.Node)
            .Set(ErrorClass, "poison")
            .Set(ErrorType, failure.Error.GetType().FullName ?? failure.Error.GetType().Name)
            .Set(ErrorMessage, failure.Error.Message)
            .Set(ErrorStack, stack.Length > MaxStackLength ? stack[..MaxStackLength] : stack);
    }
}

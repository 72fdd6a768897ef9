using NbaPipeline.Dataflow.Client.Kafka.Native;

namespace NbaPipeline.Dataflow.Client.Kafka;

/// <summary>Turns librdkafka's codes into what a caller has to do, once, for all clients.</summary>
internal static unsafe class ClientErrors
{
    /// <summary>Kind of an error known by its code alone.</summary>
    public static ClientErrorKind Kind(int code) =>
        code switch
        {
            RdCode.Fenced
            or RdCode.InvalidProducerEpoch
            or RdCode.InvalidProducerIdMapping
            or RdCode.ProducerFenced
            or RdCode.IllegalGeneration
            or RdCode.UnknownMember
            or RdCode.FencedInstance
            or RdCode.FencedMemberEpoch
            or RdCode.StaleMemberEpoch => ClientErrorKind.Fenced,

            RdCode.InvalidMessage
            or RdCode.InvalidMessageSize
            or RdCode.MessageTooLarge
            or RdCode.RecordListTooLarge
            or RdCode.InvalidTimestamp
            or RdCode.InvalidRecord
            or RdCode.InvalidTopic
            or RdCode.TopicNotAuthorised
            or RdCode.UnknownPartition
            or RdCode.UnknownTopic
            or RdCode.UnknownTopicOrPartition => ClientErrorKind.BadRecord,

            RdCode.Transport
            or RdCode.Resolve
            or RdCode.AllBrokersDown
            or RdCode.TimedOut
            or RdCode.TimedOutInQueue
            or RdCode.MessageTimedOut
            or RdCode.RequestTimedOut
            or RdCode.NetworkException
            or RdCode.WaitCoordinator => ClientErrorKind.Unreachable,

            RdCode.RebalanceInProgress
            or RdCode.UnstableOffsetCommit
            or RdCode.CoordinatorLoading
            or RdCode.CoordinatorNotAvailable
            or RdCode.NotCoordinator
            or RdCode.ConcurrentTransactions
            or RdCode.LeaderNotAvailable
            or RdCode.NotLeader
            or RdCode.QueueFull => ClientErrorKind.Retriable,

            _ => ClientErrorKind.Fatal,
        };

    /// <summary>Whether the outcome is unknown when this ends a call that the broker may have carried out.</summary>
    public static bool IsNoAnswer(int code) => Kind(code) == ClientErrorKind.Unreachable;

    public static string Describe(int code) => $"{Utf8.Text(Rd.CodeName(code))} ({code}): {Utf8.Text(Rd.CodeText(code))}";

    /// <summary>Nobody answered: says who was asked, for how long, and what to do.</summary>
    public static ClientException Unreachable(string bootstrap, string operation, int timeoutMs, int code, Exception? inner = null) =>
        new(
            ClientErrorKind.Unreachable,
            code,
            $"Cannot reach Kafka at {bootstrap}: {operation} had no answer within {timeoutMs} ms ({Describe(code)}). "
                + "Check that a broker listens there and that the addresses it advertises can be reached from here.",
            inner
        );

    /// <summary>An offset out of an answer. A broker that goes away in the middle of one leaves no error and no offset either.</summary>
    public static long Offset(long answered, string bootstrap, string operation, int timeoutMs) =>
        answered >= 0 ? answered : throw Unreachable(bootstrap, operation, timeoutMs, RdCode.TimedOut);

    /// <summary>An error known by its code alone, told by operation.</summary>
    public static ClientException From(int code, string bootstrap, string operation, int timeoutMs) =>
        IsNoAnswer(code)
            ? Unreachable(bootstrap, operation, timeoutMs, code)
            : new(Kind(code), code, $"{operation} failed at {bootstrap}: {Describe(code)}.");
}

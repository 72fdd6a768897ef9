namespace NbaPipeline.Dataflow.Client.Kafka.Native;

/// <summary>The error codes of librdkafka (below zero: its own) and of Kafka that this binding tells apart.</summary>
internal static class RdCode
{
    public const int Ok = 0;
    public const int Transport = -195;
    public const int Resolve = -193;
    public const int MessageTimedOut = -192;
    public const int PartitionEof = -191;
    public const int UnknownPartition = -190;
    public const int UnknownTopic = -188;
    public const int AllBrokersDown = -187;
    public const int TimedOut = -185;
    public const int QueueFull = -184;
    public const int WaitCoordinator = -180;
    public const int InProgress = -178;
    public const int PreviousInProgress = -177;
    public const int AssignPartitions = -175;
    public const int RevokePartitions = -174;
    public const int State = -172;
    public const int NoOffset = -168;
    public const int TimedOutInQueue = -166;
    public const int PurgedFromQueue = -152;
    public const int PurgedInFlight = -151;
    public const int Fatal = -150;
    public const int Fenced = -144;

    public const int InvalidMessage = 2;
    public const int UnknownTopicOrPartition = 3;
    public const int InvalidMessageSize = 4;
    public const int LeaderNotAvailable = 5;
    public const int NotLeader = 6;
    public const int RequestTimedOut = 7;
    public const int MessageTooLarge = 10;
    public const int OffsetMetadataTooLarge = 12;
    public const int NetworkException = 13;
    public const int CoordinatorLoading = 14;
    public const int CoordinatorNotAvailable = 15;
    public const int NotCoordinator = 16;
    public const int InvalidTopic = 17;
    public const int RecordListTooLarge = 18;
    public const int IllegalGeneration = 22;
    public const int UnknownMember = 25;
    public const int RebalanceInProgress = 27;
    public const int TopicNotAuthorised = 29;
    public const int InvalidTimestamp = 32;
    public const int TopicAlreadyExists = 36;
    public const int InvalidProducerEpoch = 47;
    public const int InvalidProducerIdMapping = 49;
    public const int ConcurrentTransactions = 51;
    public const int FencedInstance = 82;
    public const int InvalidRecord = 87;
    public const int UnstableOffsetCommit = 88;
    public const int ProducerFenced = 90;
    public const int FencedMemberEpoch = 110;
    public const int StaleMemberEpoch = 113;
}

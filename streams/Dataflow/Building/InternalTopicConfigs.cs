namespace NbaPipeline.Dataflow.Building;

/// <summary>
/// Configs of internal topics. Record time is event time, so nothing is deleted by age: default retention would drop a replayed
/// season within minutes.
/// </summary>
internal static class InternalTopicConfigs
{
    public static IReadOnlyDictionary<string, string> Repartition { get; } =
        new Dictionary<string, string>
        {
            ["cleanup.policy"] = "delete",
            ["retention.ms"] = "-1",
            ["segment.bytes"] = "52428800",
            ["message.timestamp.type"] = "CreateTime",
        };

    public static IReadOnlyDictionary<string, string> Changelog { get; } =
        new Dictionary<string, string>
        {
            ["cleanup.policy"] = "compact",
            ["segment.bytes"] = "67108864",
            ["message.timestamp.type"] = "CreateTime",
        };

    public static IReadOnlyDictionary<string, string> DeadLetter { get; } =
        new Dictionary<string, string>
        {
            ["cleanup.policy"] = "delete",
            ["retention.ms"] = "-1",
            ["max.message.bytes"] = "17825792",
            ["message.timestamp.type"] = "CreateTime",
        };
}

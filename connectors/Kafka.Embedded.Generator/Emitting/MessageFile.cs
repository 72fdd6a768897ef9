using NbaPipeline.Generators;

namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>A generated file of the namespace that the messages live in.</summary>
internal static class MessageFile
{
    public static CodeWriter Begin() =>
        new CodeWriter().Header("NbaPipeline.Kafka.Embedded.Protocol", "System", "System.Collections.Generic");
}

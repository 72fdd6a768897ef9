using NbaPipeline.Kafka.Embedded.Generator;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

/// <summary>The definitions that the message classes were generated from.</summary>
internal static class MessageDefinitions
{
    public static IReadOnlyList<ApiDefinition> Apis { get; } = [.. Load()];

    /// <summary>Every request and response in every version.</summary>
    public static IEnumerable<MessageCase> Cases() =>
        from api in Apis
        from version in Enumerable.Range(api.Versions.Min, api.Versions.Max - api.Versions.Min + 1)
        from isRequest in new[] { true, false }
        select new MessageCase(api, (short)version, isRequest);

    private static IEnumerable<ApiDefinition> Load()
    {
        var assembly = typeof(MessageDefinitions).Assembly;
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(n => n.EndsWith(".message", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return DefinitionParser.Parse(name, reader.ReadToEnd());
        }
    }
}

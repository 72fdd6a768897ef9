using Confluent.Kafka;

namespace NbaPipeline.Cli;

/// <summary>`-X key=value`: settings that go to librdkafka as they are.</summary>
internal static class ClientSettings
{
    private const string Bootstrap = "bootstrap.servers";

    public static IReadOnlyDictionary<string, string> Parse(IReadOnlyList<string> pairs)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var split = pair.IndexOf('=', StringComparison.Ordinal);
            if (split <= 0)
            {
                throw CliException.Usage("-X takes key=value", $"got '{pair}'", "for example -X security.protocol=SASL_PLAINTEXT");
            }

            settings[pair[..split]] = pair[(split + 1)..];
        }

        if (settings.Count > 0)
        {
            RequireKnown(settings);
        }

        return settings;
    }

    /// <summary>What no client takes is said before a Kafka is looked for or started. The client made for it connects to nothing.</summary>
    private static void RequireKnown(Dictionary<string, string> settings)
    {
        if (settings.ContainsKey(Bootstrap))
        {
            throw CliException.Usage($"-X {Bootstrap} is not for naming the Kafka", remedy: "use --bootstrap");
        }

        var config = new AdminClientConfig();
        foreach (var (key, value) in settings)
        {
            config.Set(key, value);
        }

        try
        {
            new AdminClientBuilder(config).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build().Dispose();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw CliException.Usage(
                "librdkafka refuses a setting given with -X",
                e.Message,
                "names and values are in librdkafka's CONFIGURATION.md"
            );
        }
    }
}

namespace NbaPipeline.Cli;

/// <summary>`-X key=value`: settings that go to librdkafka as they are.</summary>
internal static class ClientSettings
{
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

        return settings;
    }
}

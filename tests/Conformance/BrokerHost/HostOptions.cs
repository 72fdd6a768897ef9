using System.Globalization;
using NbaPipeline.Kafka.Embedded;

namespace NbaPipeline.Conformance.BrokerHost;

/// <summary>Reads <c>--name value</c> pairs into the broker's options; every name is one of <see cref="Names"/>.</summary>
internal static class HostOptions
{
    private static readonly Dictionary<string, Action<EmbeddedBrokerOptions, string>> Known = new(StringComparer.Ordinal)
    {
        ["--data-dir"] = (options, value) => options.DataDirectory = value,
        ["--port"] = (options, value) => options.Port = Number(value),
        ["--auto-create"] = (options, value) => options.AutoCreateTopics = bool.Parse(value),
        ["--partitions"] = (options, value) => options.DefaultPartitions = Number(value),
        ["--initial-delay-ms"] = (options, value) => options.GroupInitialRebalanceDelayMs = Number(value),
        ["--strict"] = (options, value) => options.StrictReplication = bool.Parse(value),
        ["--flush"] = (options, value) => options.FlushPolicy = Enum.Parse<FlushPolicy>(value, ignoreCase: true),
        ["--sasl-user"] = (options, value) => options.SaslUsers.Add(value.Split(':')[0], value.Split(':')[1]),
    };

    public static string Names => string.Join(' ', Known.Keys);

    /// <exception cref="ArgumentException">An unknown name, or one without a value.</exception>
    public static EmbeddedBrokerOptions Parse(string[] arguments)
    {
        var options = new EmbeddedBrokerOptions();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !Known.TryGetValue(arguments[i], out var set))
            {
                throw new ArgumentException($"'{arguments[i]}' is no option with a value; there are: {Names}");
            }
            set(options, arguments[i + 1]);
        }
        return options;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

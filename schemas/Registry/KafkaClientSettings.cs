using Confluent.Kafka;

namespace NbaPipeline.SchemaRegistry;

/// <summary>Brings a user's librdkafka settings together with our own; shared by all that use Confluent's clients.</summary>
public static class KafkaClientSettings
{
    /// <summary>Our defaults, the user's settings over them, then what correctness needs: that may be repeated, but not changed.</summary>
    /// <exception cref="ArgumentException">A setting contradicts what is needed; the message names both.</exception>
    public static T Merge<T>(T defaults, IReadOnlyDictionary<string, string> given, ClientConfig needed)
        where T : ClientConfig
    {
        foreach (var (name, value) in given)
        {
            defaults.Set(name, value);
        }

        foreach (var (name, value) in needed)
        {
            if (given.TryGetValue(name, out var other) && !string.Equals(other, value, StringComparison.OrdinalIgnoreCase))
            {
                throw new ArgumentException($"Kafka client setting {name}={other} cannot be set: {name}={value} is needed.", nameof(given));
            }

            defaults.Set(name, value);
        }

        return defaults;
    }

    /// <summary>Whether this is how a client refuses its settings: a contradiction, a name or a value that librdkafka does not know.</summary>
    public static bool IsRefusal(Exception error) => error is ArgumentException or InvalidOperationException;
}

namespace NbaPipeline.Kafka.Embedded.Protocol;

/// <summary>Makes empty messages; the factories are generated from the message definitions.</summary>
internal static partial class Messages
{
    /// <summary>An empty request of <paramref name="key"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such API.</exception>
    public static partial IMessage CreateRequest(ApiKey key);

    /// <summary>An empty response of <paramref name="key"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such API.</exception>
    public static partial IMessage CreateResponse(ApiKey key);

    /// <summary>For generated code: null where the version has no null.</summary>
    internal static InvalidOperationException NullIn(string field, short version) =>
        new($"{field} is null, which version {version} cannot say");

    /// <summary>For generated code: a version outside the definition.</summary>
    internal static ArgumentOutOfRangeException UnknownVersion(string message, short version) =>
        new(nameof(version), version, $"{message} is not defined in this version");
}
